package dev.streamflow.engine;

import java.util.List;

/**
 * What a service states: which rows an input touches, and how one input changes them. A service has
 * one bean of this type. Which event types reach it is said by the topic catalogue.
 *
 * <p>The engine calls it with whole batches, in one transaction per batch (READ COMMITTED). That
 * transaction may be rolled back and repeated, so nothing but rows may be changed here; a call to
 * another system is asked for with {@link Decision#call}.
 *
 * @param <S> the state that one input is decided on
 */
public interface EventHandler<S> {

  /**
   * Loads the state of all inputs of a batch in a few set-based queries, and locks it: rows that do
   * not exist are inserted blank first, then read with {@code SELECT … ORDER BY key FOR UPDATE}.
   * Order rows are locked before all others.
   *
   * @param inputs the batch in the order of its offsets, without duplicates
   * @return the locked rows, changed in memory by the decisions and written once
   */
  WorkingSet<S> load(List<Input> inputs);

  /**
   * Decides what one input means: a pure function of the state and the input. It is called once per
   * input in each attempt of the transaction, in the order of the offsets, and sees what the
   * decisions before it in the batch have left.
   *
   * @throws InvalidEvent if the input can never be processed: it becomes a dead letter at once, the
   *     rest of the batch goes on. Any other exception is taken for transient: the event is parked
   *     and tried again later, and its user's later events of the topic wait behind it.
   */
  Decision<S> decide(S state, Input input);
}
