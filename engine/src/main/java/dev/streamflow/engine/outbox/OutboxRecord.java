package dev.streamflow.engine.outbox;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka record on its way out.
 *
 * @param key the record's key in bytes; null only for a dead letter whose original had none
 * @param value the record's value in bytes; null only for a dead letter whose original had none
 */
public record OutboxRecord(
    String topic, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {}
