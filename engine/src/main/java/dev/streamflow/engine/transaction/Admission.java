package dev.streamflow.engine.transaction;

import dev.streamflow.engine.Input;

/**
 * Chooses which inputs of a transaction are decided on, and hears of those whose decision failed.
 */
public interface Admission {

  /** The state of all inputs is locked from now on. Called once, before the first decision. */
  default void stateIsLocked() {}

  /** Whether to decide on an input; asked right before, in the order of the inputs. */
  boolean admits(Input input);

  /** How often an input has been tried, with this time. */
  int attempt(Input input);

  /**
   * The decision on an input failed and has left no trace; those on the inputs behind it follow.
   * Whatever is thrown here rolls the transaction back.
   */
  void failed(Input input, RuntimeException cause);
}
