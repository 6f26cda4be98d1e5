package dev.streamflow.engine.outbox;

import dev.streamflow.engine.Outbox;
import dev.streamflow.engine.TracedEvent;
import java.util.List;

/** {@link Outbox} for a service's own transactions. */
public final class TransactionalOutbox implements Outbox {

  private final EventRecords records;
  private final OutboxTable table;

  public TransactionalOutbox(EventRecords records, OutboxTable table) {
    this.records = records;
    this.table = table;
  }

  @Override
  public void append(List<TracedEvent> events) {
    table.append(
        events.stream().map(each -> records.of(each.event(), each.traceparent(), 1)).toList());
  }
}
