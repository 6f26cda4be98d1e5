package dev.streamflow.engine.consumer;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The duplicate filter.
 *
 * @param url {@code redis://user:password@host:port}; several nodes of a cluster by commas, of
 *     which one that can be reached is enough; not set: no filter, the inbox does all the work
 * @param cluster whether the address is that of a Redis cluster
 * @param timeout how long one round trip may take before the filter is passed over
 * @param remember how long an event id is kept
 */
public record RedisSettings(
    @DefaultValue List<URI> url,
    @DefaultValue("false") boolean cluster,
    @DefaultValue("100ms") Duration timeout,
    @DefaultValue("24h") Duration remember) {

  public RedisSettings {
    if (url.size() > 1 && !cluster) {
      throw new IllegalArgumentException(
          "streamflow.redis.url has several addresses. If they are nodes of one cluster, set"
              + " streamflow.redis.cluster to true");
    }
  }
}
