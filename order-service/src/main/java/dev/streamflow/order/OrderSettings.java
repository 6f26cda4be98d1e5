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
 */
@ConfigurationProperties("orders")
public record OrderSettings(
    @DefaultValue("classpath:catalogue/products.csv.gz") Resource catalogue,
    @DefaultValue("100") int maxLines,
    @DefaultValue("64KB") DataSize maxBody,
    @DefaultValue("24h") Duration keysKept,
    @DefaultValue("200") int requestsAtOnce) {}
