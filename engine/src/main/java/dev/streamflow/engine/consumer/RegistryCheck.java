package dev.streamflow.engine.consumer;

/**
 * Whether the registry works and has all schemas that we read. Only what such a registry does not
 * know, nobody can read: one that was wiped knows nothing, one that is being filled again knows
 * some, and both must be waited for.
 */
public interface RegistryCheck {

  /** Whether it was so a moment ago; asks nobody. What it says right after that can be believed. */
  boolean wasComplete();

  /** Asks it, past every cache. Takes seconds if it does not answer. */
  boolean isComplete();
}
