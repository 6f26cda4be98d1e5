package dev.streamflow.shipping;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The shipment of one order. Immutable: each transition returns the shipment after it, or this very
 * instance where it changes nothing, so that repetitions and late steps are harmless.
 *
 * @param shipmentId the carrier's reference, once scheduled
 * @param country where it goes to, once the order is paid for
 * @param lines what was scheduled; stays empty if nothing ever was
 */
public record Shipment(
    UUID orderId,
    String userId,
    Status status,
    @Nullable UUID shipmentId,
    @Nullable String country,
    List<Line> lines) {

  /** Where a shipment stands. */
  public enum Status {
    /** Nothing is known of the order yet. */
    NEW,
    /** The parcel has a slot. */
    SCHEDULED,
    /** We do not ship to this country. */
    REJECTED,
    /** The order is cancelled: no parcel leaves, and none will be scheduled. */
    CANCELLED
  }

  /** Units of one article. */
  public record Line(String sku, int quantity) {}

  public Shipment {
    lines = List.copyOf(lines);
  }

  /** The shipment of an order that nothing is known of yet. */
  public static Shipment blank(UUID orderId, String userId) {
    return new Shipment(orderId, userId, Status.NEW, null, null, List.of());
  }

  /**
   * The order is paid for: schedules it, or rejects it if its country is not served. Refused
   * without a word once it is cancelled, even if the cancellation overtook the payment.
   */
  public Shipment schedule(
      UUID newShipmentId, String destination, List<Line> ordered, ServedCountries served) {
    if (status != Status.NEW) {
      return this;
    }
    return served.include(destination)
        ? new Shipment(orderId, userId, Status.SCHEDULED, newShipmentId, destination, ordered)
        : new Shipment(orderId, userId, Status.REJECTED, null, destination, List.of());
  }

  /** The order is cancelled: so is the shipment, also one that nothing is known of yet. */
  public Shipment cancel() {
    return status == Status.CANCELLED
        ? this
        : new Shipment(orderId, userId, Status.CANCELLED, shipmentId, country, lines);
  }
}
