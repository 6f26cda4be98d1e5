package dev.streamflow.engine.consumer;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/**
 * Answers "seen already?" fast. It saves work and decides nothing: a hit was written after a commit
 * and is trusted, a miss proves nothing, and the inbox has the last word.
 */
interface DuplicateFilter extends AutoCloseable {

  /** Which of the events are known to be processed. Never fails: what it cannot tell is a miss. */
  Set<UUID> seen(Collection<UUID> eventIds);

  /** Remembers events whose transaction is committed. Best effort. */
  void mark(Collection<UUID> eventIds);

  @Override
  default void close() {}

  /** Knows nothing, so that the inbox does all the work. */
  DuplicateFilter NONE =
      new DuplicateFilter() {
        @Override
        public Set<UUID> seen(Collection<UUID> eventIds) {
          return Set.of();
        }

        @Override
        public void mark(Collection<UUID> eventIds) {}
      };
}
