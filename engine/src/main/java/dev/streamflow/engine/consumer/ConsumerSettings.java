package dev.streamflow.engine.consumer;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How records are read.
 *
 * @param maxBatch how many records one poll, and so one transaction, has at most
 * @param window the longest pause after a batch that was not full, see {@link
 *     dev.streamflow.engine.worker.Pacer}
 */
public record ConsumerSettings(
    @DefaultValue("500") int maxBatch, @DefaultValue("200ms") Duration window) {}
