package dev.streamflow.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.shipping.Shipment.Line;
import dev.streamflow.shipping.Shipment.Status;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ShipmentTest {

  private static final ServedCountries SERVED = new ServedCountries(Set.of("US", "MX"));
  private static final UUID SHIPMENT_ID = UUID.randomUUID();
  private static final List<Line> BERRY_JUICE = List.of(new Line("berry-juice", 2));

  private final Shipment unknown = Shipment.blank(UUID.randomUUID(), "user-1");
  private final Shipment scheduled = paidFor(unknown, "MX");
  private final Shipment rejected = paidFor(unknown, "CA");

  @Test
  void schedulesWhatWasPaidFor() {
    assertThat(scheduled.status()).isEqualTo(Status.SCHEDULED);
    assertThat(scheduled.shipmentId()).isEqualTo(SHIPMENT_ID);
    assertThat(scheduled.country()).isEqualTo("MX");
    assertThat(scheduled.lines()).isEqualTo(BERRY_JUICE);
  }

  @Test
  void rejectsACountryThatIsNotServed() {
    assertThat(rejected.status()).isEqualTo(Status.REJECTED);
    assertThat(rejected.shipmentId()).isNull();
    assertThat(rejected.country()).isEqualTo("CA");
    assertThat(rejected.lines()).isEmpty();
  }

  @Test
  void schedulesOnlyOnce() {
    assertThat(scheduled.schedule(UUID.randomUUID(), "US", List.of(), SERVED)).isSameAs(scheduled);
    assertThat(paidFor(rejected, "US")).isSameAs(rejected);
  }

  @Test
  void cancelsWhatWasScheduledAndKeepsItsLines() {
    Shipment cancelled = scheduled.cancel();

    assertThat(cancelled.status()).isEqualTo(Status.CANCELLED);
    assertThat(cancelled.shipmentId()).isEqualTo(SHIPMENT_ID);
    assertThat(cancelled.lines()).isEqualTo(BERRY_JUICE);
  }

  @Test
  void cancelsWithoutLinesWhereNothingWasScheduled() {
    assertThat(unknown.cancel().lines()).isEmpty();
    assertThat(rejected.cancel().lines()).isEmpty();
  }

  @Test
  void refusesAPaymentThatComesAfterTheCancellation() {
    Shipment cancelled = unknown.cancel();

    assertThat(paidFor(cancelled, "US")).isSameAs(cancelled);
  }

  @Test
  void cancelsOnlyOnce() {
    Shipment cancelled = scheduled.cancel();

    assertThat(cancelled.cancel()).isSameAs(cancelled);
  }

  private static Shipment paidFor(Shipment shipment, String country) {
    return shipment.schedule(SHIPMENT_ID, country, BERRY_JUICE, SERVED);
  }
}
