package dev.streamflow.order;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;
import org.springframework.util.unit.DataSize;

/**
 * What can be set about orders, under {@code orders} in the configuration.
 *
 * @param catalogue the products that can be ordered: a gzipped CSV file
 * @param maxLines how many lines one order may have
 * @param maxBody how large the body of a request may be
 * @param keysKept how long an idempotency key is remembered
 * @param requestsAtOnce how many requests are worked on at a time
 * @param deadline an order that is still pending after so long is cancelled: longer than all stages
 *     of parking, and than any lag that is to be borne
 * @param timeoutsPerSecond how many orders each replica cancels so, at most: after an outage the
 *     other services are not flooded, and orders that can still be confirmed are
 */
@ConfigurationProperties("orders")
public record OrderSettings(
    @DefaultValue("classpath:catalogue/products.csv.gz") Resource catalogue,
    @DefaultValue("100") int maxLines,
    @DefaultValue("64KB") DataSize maxBody,
    @DefaultValue("24h") Duration keysKept,
    @DefaultValue("200") int requestsAtOnce,
    @DefaultValue("30m") Duration deadline,
    @DefaultValue("200") int timeoutsPerSecond) {

  public OrderSettings {
    if (!deadline.isPositive()) {
      throw new IllegalArgumentException(
          "orders.deadline: longer than nothing, not " + deadline.toSeconds() + " s");
    }
    if (timeoutsPerSecond < 1) {
      throw new IllegalArgumentException(
          "orders.timeouts-per-second: 1 or more, not " + timeoutsPerSecond);
    }
  }
}
