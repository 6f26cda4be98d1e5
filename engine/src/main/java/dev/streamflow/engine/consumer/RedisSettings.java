package dev.streamflow.engine.consumer;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The duplicate filter.
 *
 * @param url {@code redis://user:password@host:port}; not set: no filter, the inbox does all the
 *     work
 * @param timeout how long one round trip may take before the filter is passed over
 * @param remember how long an event id is kept
 */
public record RedisSettings(
    @Nullable URI url,
    @DefaultValue("100ms") Duration timeout,
    @DefaultValue("24h") Duration remember) {}
