package dev.streamflow.payment.provider;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param url where the provider is
 * @param timeout how long an answer may take before it counts as unknown; well below {@code
 *     streamflow.calls.lease}
 */
@ConfigurationProperties("payment.provider")
record ProviderSettings(
    @DefaultValue("http://127.0.0.1:8090") URI url, @DefaultValue("10s") Duration timeout) {}
