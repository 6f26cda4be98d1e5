package dev.streamflow.engine;

import java.util.List;

/**
 * For what does not begin with an event, such as an HTTP request: publishes events in the caller's
 * own transaction.
 */
public interface Outbox {

  /**
   * Appends events to the outbox. They are published after the commit, at least once, in this order
   * per user; never if the transaction is rolled back. Locks of the rows that they are about must
   * be held, so that their order is that of the state.
   *
   * @throws IllegalTransactionStateException if no transaction is open
   * @throws org.apache.kafka.common.errors.RecordTooLargeException if one exceeds its topic's limit
   */
  void append(List<TracedEvent> events);
}
