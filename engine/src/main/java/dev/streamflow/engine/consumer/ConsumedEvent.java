package dev.streamflow.engine.consumer;

import dev.streamflow.engine.Input;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** An event with the record that carried it. */
record ConsumedEvent(ConsumerRecord<byte[], byte[]> record, Input.Event input) {

  UUID eventId() {
    return input.eventId();
  }

  TopicPartition partition() {
    return new TopicPartition(record.topic(), record.partition());
  }
}
