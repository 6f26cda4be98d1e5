package dev.streamflow.engine;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * An event to publish.
 *
 * @param event a generated Avro class of a topic that this service owns
 * @param traceparent the W3C trace it belongs to, or null
 */
public record TracedEvent(SpecificRecord event, @Nullable String traceparent) {}
