package dev.streamflow.systemtests.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.systemtests.witness.ClientLog.Promise;
import dev.streamflow.systemtests.witness.GroupWitness;
import dev.streamflow.systemtests.witness.LedgerEntry;
import dev.streamflow.systemtests.witness.Leftovers;
import dev.streamflow.systemtests.witness.OrderRow;
import dev.streamflow.systemtests.witness.Position;
import dev.streamflow.systemtests.witness.PublishedEvent;
import dev.streamflow.systemtests.witness.StockRow;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Each invariant is green on a healthy run and red, alone, on a violation that is its own. */
class InvariantsTest {
  private final HealthyRun run = new HealthyRun();
  private final String confirmed = run.confirmed.id().toString();
  private final List<UUID> applied = run.journals.get("inventory-service").applied();
  private final String cancelled = run.cancelled.id().toString();

  @Test
  void findsNothingInAHealthyRun() {
    assertThat(Invariant.checkAll(run.witnesses())).allMatch(Finding::holds);
  }

  @Test
  void moneyNoticesACaptureThatWasNotRefunded() {
    // Given
    run.ledger.removeIf(entry -> entry.kind() == LedgerEntry.Kind.REFUND);

    // Then
    assertRed("I1", cancelled, "keeps 2.85");
  }

  @Test
  void moneyNoticesAConfirmedOrderThatWasNotPaid() {
    // Given
    run.ledger.removeIf(entry -> entry.reference().equals(confirmed));

    // Then
    assertRed("I1", confirmed, "owes 5.70");
  }

  @Test
  void moneyNoticesAChargeForNoOrder() {
    // Given
    String nobody = UUID.randomUUID().toString();
    run.ledger.add(new LedgerEntry(LedgerEntry.Kind.CAPTURE, nobody, 100));

    // Then
    assertRed("I1", nobody, "not an order");
  }

  @Test
  void stockNoticesAUnitThatVanished() {
    // Given
    run.stock.set(0, new StockRow(HealthyRun.SKU, 10, 7, 0, 2));

    // Then
    assertRed("I2", HealthyRun.SKU, "does not add up");
  }

  @Test
  void stockNoticesMoreSoldThanConfirmed() {
    // Given
    run.stock.set(0, new StockRow(HealthyRun.SKU, 10, 7, 0, 3));

    // Then
    assertRed("I2", HealthyRun.SKU, "3 sold, but confirmed orders hold 2");
  }

  @Test
  void stockNoticesANegativeShelf() {
    // Given
    run.stock.set(0, new StockRow(HealthyRun.SKU, 10, -1, 9, 2));

    // Then
    assertRed("I2", HealthyRun.SKU, "is negative");
  }

  @Test
  void stockNoticesALostDelivery() {
    // Given
    run.promises.add(Promise.ofDelivery("delivery-2", Map.of(HealthyRun.SKU, 5L)));

    // Then
    assertRed("I2", HealthyRun.SKU, "10 delivered, but the client delivered 15");
  }

  @Test
  void endNoticesAnOrderThatHangs() {
    // Given
    OrderRow hanging = new OrderRow(run.cancelled.id(), "PENDING", 285, run.cancelled.quantities());
    run.orders.put(hanging.id(), hanging);

    // Then
    assertRed("I3", cancelled, "is still PENDING");
  }

  @Test
  void endNoticesAParticipantThatDisagrees() {
    // Given
    run.participants.get("shipping-service").put(run.cancelled.id(), "SCHEDULED");

    // Then
    assertRed("I3", cancelled, "SCHEDULED in shipping-service");
  }

  @Test
  void endNoticesACustomerWhoWasNotTold() {
    // Given
    run.participants.get("notification-service").remove(run.confirmed.id());

    // Then
    assertRed("I3", confirmed, "without a row in notification-service");
  }

  @Test
  void endNoticesAParticipantThatKnowsAnOrderOfItsOwn() {
    // Given
    UUID unknown = UUID.randomUUID();
    run.participants.get("payment-service").put(unknown, "CAPTURED");

    // Then
    assertRed("I3", unknown.toString(), "payment-service knows it, order-service not");
  }

  @Test
  void lossNoticesAnAcceptedOrderThatIsNoRow() {
    // Given
    UUID lost = UUID.randomUUID();
    run.promises.add(Promise.ofOrder(lost, "key-2", "bob", "MX", Map.of(HealthyRun.SKU, 1L)));

    // Then
    assertRed("I4", lost.toString(), "was accepted (202), but is no order");
  }

  @Test
  void lossNoticesAnOrderWithoutItsEvent() {
    // Given
    run.events.removeIf(event -> event.orderId().equals(run.confirmed.id()));

    // Then
    assertRed("I4", confirmed, "has no OrderCreated");
  }

  @Test
  void lossAndCalmNoticeAnEventThatAGroupDidNotProcess() {
    // Given
    run.committed.put(HealthyRun.PARTITION, 1L);
    UUID waiting = applied.removeLast();

    // Then
    String what = "was not processed by inventory-service";
    assertRed(List.of("I4", "I8"), waiting.toString(), what);
  }

  @Test
  void lossAcceptsADeadLetterForAnUnreadableRecord() {
    // Given
    Position position = new Position("shipping.events", 0, 0);
    run.events.add(
        new PublishedEvent(position, "", "", PublishedEvent.NO_ID, PublishedEvent.NO_ID));
    assertRed("I4", PublishedEvent.NO_ID.toString(), "order-service");

    // When
    run.journals.get("order-service").deadLetters().add(position);

    // Then
    assertThat(Invariant.checkAll(run.witnesses())).allMatch(Finding::holds);
  }

  @Test
  void onceNoticesAnEventThatWasAppliedTwice() {
    // Given
    applied.add(applied.getFirst());

    // Then
    assertRed("I5", applied.getFirst().toString(), "was applied twice by inventory-service");
  }

  @Test
  void onceNoticesASecondCaptureEvenIfItWasGivenBack() {
    // Given
    run.ledger.add(new LedgerEntry(LedgerEntry.Kind.CAPTURE, cancelled, 285));
    run.ledger.add(new LedgerEntry(LedgerEntry.Kind.REFUND, cancelled, 285));

    // Then
    assertRed("I5", cancelled, "has a second CAPTURE");
  }

  @Test
  void orderNoticesTwoEventsOfAKeyThatWereSwapped() {
    // Given
    Collections.reverse(applied);

    // Then
    assertRed("I6", run.events.getFirst().eventId().toString(), "was applied by inventory-service");
  }

  @Test
  void orderTakesARepeatedEventForWhereItStoodFirst() {
    // Given
    run.publish(run.events.getFirst().eventId(), run.confirmed);
    run.publish(run.events.get(1).eventId(), run.cancelled);

    // Then
    assertThat(Invariant.checkAll(run.witnesses())).allMatch(Finding::holds);
  }

  @Test
  void orderTakesADeadLetterThatWasAppliedLaterForWhereItStoodThen() {
    // Given
    PublishedEvent repaired = run.events.getFirst();
    run.journals.get("inventory-service").deadLetters().add(repaired.position());
    run.publish(repaired.eventId(), run.confirmed);

    // When
    applied.removeFirst();
    applied.add(repaired.eventId());

    // Then
    assertThat(Invariant.checkAll(run.witnesses())).allMatch(Finding::holds);
  }

  @Test
  void orderComparesOnlyEventsOfOneKey() {
    // Given
    PublishedEvent other = run.events.getFirst();
    run.events.set(0, withKey(other, "bob"));
    Collections.reverse(applied);

    // Then
    assertThat(Invariant.checkAll(run.witnesses())).allMatch(Finding::holds);
  }

  @Test
  void orderNoticesAKeyInTwoPartitions() {
    // Given
    PublishedEvent event = run.events.getLast();
    Position elsewhere = new Position("order.events", 4, 0);
    run.events.set(
        1,
        new PublishedEvent(elsewhere, event.key(), event.type(), event.eventId(), event.orderId()));

    // Then
    assertRed("I6", event.eventId().toString(), "with the same key at order.events-3@0");
  }

  @Test
  void offsetsNoticeASkippedEventWhichIsALossToo() {
    // Given
    UUID skipped = applied.removeLast();

    // Then
    assertRed(List.of("I4", "I7"), skipped.toString(), "is behind the offset of inventory-service");
  }

  @Test
  void offsetsNoticeACommitPastTheEnd() {
    // Given
    run.committed.put(HealthyRun.PARTITION, 7L);

    // Then
    assertRed("I7", HealthyRun.PARTITION.toString(), "committed offset 7, but it ends at 2");
  }

  @Test
  void offsetsAcceptARecordThatRepeatsADeadLetter() {
    // Given
    PublishedEvent event = run.events.getLast();
    applied.removeLast();
    run.journals.get("inventory-service").deadLetters().add(event.position());

    // When
    run.publish(event.eventId(), run.cancelled);

    // Then
    assertThat(Invariant.checkAll(run.witnesses())).allMatch(Finding::holds);
  }

  @Test
  void offsetsAcceptAnEventThatIsParked() {
    // Given
    PublishedEvent event = run.events.getLast();
    applied.removeLast();

    // When
    run.journals.get("inventory-service").parked().add(event.position());

    // Then
    assertThat(GroupInvariant.checkAll(inventory())).hasSize(2).allMatch(Finding::holds);
  }

  @Test
  void offsetsAcceptAnEventThatIsStillToBeRead() {
    // Given
    applied.removeLast();
    run.committed.put(HealthyRun.PARTITION, 1L);

    // Then
    GroupWitness inventory = inventory();
    assertThat(GroupInvariant.checkAll(inventory)).hasSize(2).allMatch(Finding::holds);
  }

  private GroupWitness inventory() {
    return run.witnesses().groups().stream()
        .filter(group -> group.group().equals("inventory-service"))
        .findFirst()
        .orElseThrow();
  }

  private static PublishedEvent withKey(PublishedEvent event, String key) {
    return new PublishedEvent(
        event.position(), key, event.type(), event.eventId(), event.orderId());
  }

  private void assertRed(String id, String subject, String what) {
    assertRed(List.of(id), subject, what);
  }

  @Test
  void calmNoticesWhatIsLeftToDo() {
    // Given
    run.leftovers.put("payment-service", new Leftovers(2, 0));

    // Then
    assertRed("I8", "payment-service", "2 rows in its outbox");

    // Given
    run.leftovers.put("payment-service", new Leftovers(0, 3));

    // Then
    assertRed("I8", "payment-service", "3 open calls");
  }

  @Test
  void calmNoticesWhatIsPutAside() {
    // Given
    Position position = new Position("payment.events", 3, 7);
    run.journals.get("shipping-service").parked().add(position);

    // Then
    assertRed("I8", position.toString(), "is parked by shipping-service");
  }

  @Test
  void calmNoticesADeadLetterThatNobodyPutIn() {
    // Given
    Position position = new Position("payment.events", 3, 7);
    run.journals.get("shipping-service").undecided().add(position);

    // Then
    assertRed("I8", position.toString(), "is a dead letter of shipping-service");
    assertThat(new Calm(Map.of("shipping-service", Set.of(position))).check(run.witnesses()))
        .matches(Finding::holds);
  }

  @Test
  void calmNoticesPoisonThatIsNoDeadLetter() {
    // Given
    Position position = new Position("payment.events", 3, 7);

    // When
    Finding finding = new Calm(Map.of("shipping-service", Set.of(position))).check(run.witnesses());

    // Then
    assertThat(finding.violations())
        .singleElement()
        .extracting(Finding.Violation::subject)
        .isEqualTo(position.toString());
  }

  /** These invariants find the violation, and no other one finds any. */
  private void assertRed(List<String> ids, String subject, String what) {
    List<Finding> findings = Invariant.checkAll(run.witnesses());
    assertThat(findings)
        .filteredOn(finding -> !finding.holds())
        .extracting(Finding::id)
        .containsExactlyElementsOf(ids);
    assertThat(findings)
        .flatExtracting(Finding::violations)
        .anySatisfy(
            violation -> {
              assertThat(violation.subject()).isEqualTo(subject);
              assertThat(violation.what()).contains(what);
            });
  }
}
