package dev.streamflow.engine.consumer;

import dev.streamflow.engine.Input;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** An event with the record that carried it. */
record ConsumedEvent(ConsumerRecord<byte[], byte[]> record, Input.Event input) {

  UUID eventId() {
    return input.eventId();
  }

  /** The name of the event's type, such as OrderCancelled. */
  String type() {
    return input.payload().getSchema().getName();
  }
}
