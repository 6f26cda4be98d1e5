package dev.streamflow.engine.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the relay publishes.
 *
 * @param batchSize how many rows it publishes at once
 * @param lease how long the active relay of a database stays it without a sign of life
 */
public record RelaySettings(
    @DefaultValue("1000") int batchSize, @DefaultValue("10s") Duration lease) {}
