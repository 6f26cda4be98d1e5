package dev.streamflow.provider;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param journal the file that the ledger is kept in; created if missing
 * @param hold how long a request hangs whose response is withheld: longer than any client waits
 * @param switches how they stand after a start
 */
@ConfigurationProperties("provider")
public record ProviderSettings(
    @DefaultValue("payment-provider.journal") Path journal,
    @DefaultValue("60s") Duration hold,
    @DefaultValue Switches switches) {}
