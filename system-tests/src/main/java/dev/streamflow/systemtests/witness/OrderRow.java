package dev.streamflow.systemtests.witness;

import java.util.Map;
import java.util.UUID;

/**
 * An order as order-service has it.
 *
 * @param totalMinor what it costs, in minor units
 * @param quantities units by SKU
 */
public record OrderRow(UUID id, String status, long totalMinor, Map<String, Long> quantities) {

  public boolean isConfirmed() {
    return status.equals("CONFIRMED");
  }

  public boolean isCancelled() {
    return status.equals("CANCELLED");
  }
}
