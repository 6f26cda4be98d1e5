package dev.streamflow.engine.outbox;

import dev.streamflow.engine.Outbox;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** {@link Outbox} for a service's own transactions. */
public final class TransactionalOutbox implements Outbox {

  private final EventRecords records;
  private final OutboxTable table;

  public TransactionalOutbox(EventRecords records, OutboxTable table) {
    this.records = records;
    this.table = table;
  }

  @Override
  public void append(List<? extends SpecificRecord> events, @Nullable String traceparent) {
    table.append(events.stream().map(event -> records.of(event, traceparent, 1)).toList());
  }
}
