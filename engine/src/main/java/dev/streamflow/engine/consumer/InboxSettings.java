package dev.streamflow.engine.consumer;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long event ids are remembered.
 *
 * @param retention longer than the retention of every topic, or a replay would have effects
 * @param daysAhead how many daily partitions exist in advance
 */
public record InboxSettings(
    @DefaultValue("14d") Duration retention, @DefaultValue("3") int daysAhead) {}
