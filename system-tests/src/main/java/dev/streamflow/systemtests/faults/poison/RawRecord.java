package dev.streamflow.systemtests.faults.poison;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** What a producer hands to Kafka. */
record RawRecord(String topic, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {

  static RawRecord of(ConsumerRecord<byte[], byte[]> consumed) {
    return new RawRecord(consumed.topic(), consumed.key(), consumed.value(), consumed.headers());
  }

  RawRecord withKey(byte @Nullable [] other) {
    return new RawRecord(topic, other, value, headers);
  }

  RawRecord withValue(byte @Nullable [] other) {
    return new RawRecord(topic, key, other, headers);
  }

  /** With another header of this name, or with none. */
  RawRecord withHeader(String name, byte @Nullable [] content) {
    Headers changed = new RecordHeaders(headers.toArray()).remove(name);
    return new RawRecord(topic, key, value, content == null ? changed : changed.add(name, content));
  }
}
