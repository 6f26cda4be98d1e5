package dev.streamflow.provider;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the provider misbehaves. What is not named is off.
 *
 * @param latencyMillis how long a charge or refund takes before anything happens
 * @param errorRate the share of requests that fail with 500 or 503, before anything happens
 * @param declineCustomers whose cards are declined: a pattern that matches the whole customer
 * @param timeoutAfterCaptureRate the share of charges whose money is taken and whose response never
 *     comes; the same key asked again is answered at once
 */
public record Switches(
    @PositiveOrZero long latencyMillis,
    @DecimalMin("0") @DecimalMax("1") double errorRate,
    @Nullable Pattern declineCustomers,
    @DecimalMin("0") @DecimalMax("1") double timeoutAfterCaptureRate) {

  /** The provider at its best. */
  public static final Switches OFF = new Switches(0, 0, null, 0);

  boolean declines(String customer) {
    return declineCustomers != null && declineCustomers.matcher(customer).matches();
  }
}
