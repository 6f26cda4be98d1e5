package dev.streamflow.engine.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the relay publishes.
 *
 * @param batchSize how many rows it publishes at once
 * @param window the longest pause after a batch that was not full, see {@link
 *     dev.streamflow.engine.worker.Pacer}
 * @param lease how long the active relay of a database stays it without a sign of life
 */
public record RelaySettings(
    @DefaultValue("1000") int batchSize,
    @DefaultValue("150ms") Duration window,
    @DefaultValue("10s") Duration lease) {}
