package dev.streamflow.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamflow.provider.Ledger.Settlement;
import dev.streamflow.provider.LedgerEntry.Kind;
import dev.streamflow.provider.Outcome.Booked;
import dev.streamflow.provider.Outcome.Declined;
import dev.streamflow.provider.Outcome.ExceedsCharge;
import dev.streamflow.provider.Outcome.UnknownCharge;
import dev.streamflow.provider.Request.Charge;
import dev.streamflow.provider.Request.Refund;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

  private static final Charge COFFEE = new Charge("ada", "order-1", 450, "USD");
  private static final Switches DECLINES_ADA = new Switches(0, 0, Pattern.compile("ada|bob-.*"), 0);

  @TempDir private Path directory;
  private Ledger ledger;

  @BeforeEach
  void open() {
    ledger = new Ledger(Journal.open(directory.resolve("journal")));
  }

  @AfterEach
  void close() throws IOException {
    ledger.close();
  }

  @Test
  void booksWhatWasCaptured() {
    // When
    Settlement settlement = settle("key-1", COFFEE);
    // Then
    assertThat(settlement.isFirst()).isTrue();
    assertThat(ledger.entries())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(settlement.outcome()).isEqualTo(new Booked(entry));
              assertThat(entry.kind()).isEqualTo(Kind.CAPTURE);
              assertThat(entry.entryId()).isEqualTo(entry.chargeId());
              assertThat(entry.reference()).isEqualTo("order-1");
              assertThat(entry.customer()).isEqualTo("ada");
              assertThat(entry.amountMinor()).isEqualTo(450);
              assertThat(entry.currency()).isEqualTo("USD");
              assertThat(entry.idempotencyKey()).isEqualTo("key-1");
            });
  }

  @Test
  void repeatsTheFirstAnswerOfAKey() {
    // Given
    Settlement first = settle("key-1", COFFEE);
    // When
    Settlement again = ledger.settle("key-1", COFFEE, DECLINES_ADA);
    // Then
    assertThat(again).isEqualTo(new Settlement(first.outcome(), false));
    assertThat(ledger.entries()).hasSize(1);
  }

  @Test
  void repeatsADeclineWhenTheRuleIsLifted() {
    // Given
    Settlement first = ledger.settle("key-1", COFFEE, DECLINES_ADA);
    // When
    Settlement again = settle("key-1", COFFEE);
    // Then
    assertThat(first).isEqualTo(new Settlement(new Declined("card_declined"), true));
    assertThat(again).isEqualTo(new Settlement(new Declined("card_declined"), false));
    assertThat(ledger.entries()).isEmpty();
  }

  @Test
  void declinesOnlyThoseWhoMatchAsAWhole() {
    assertThat(DECLINES_ADA.declines("ada")).isTrue();
    assertThat(DECLINES_ADA.declines("bob-7")).isTrue();
    assertThat(DECLINES_ADA.declines("adam")).isFalse();
    assertThat(Switches.OFF.declines("ada")).isFalse();
  }

  @Test
  void refusesAKeyThatComesWithAnotherRequest() {
    // Given
    settle("key-1", COFFEE);
    // When
    assertThatThrownBy(() -> settle("key-1", new Charge("ada", "order-1", 451, "USD")))
        .isInstanceOf(IdempotencyKeyReused.class);
    assertThatThrownBy(() -> settle("key-1", new Refund("ch_1", 450)))
        .isInstanceOf(IdempotencyKeyReused.class);
    // Then
    assertThat(ledger.entries()).hasSize(1);
  }

  @Test
  void showsADoubleChargeUnderTwoKeys() {
    // When
    settle("key-1", COFFEE);
    settle("key-2", COFFEE);
    // Then
    assertThat(ledger.entriesOf("order-1"))
        .extracting(LedgerEntry::idempotencyKey)
        .containsExactly("key-1", "key-2");
    assertThat(ledger.entriesOf("order-1"))
        .extracting(LedgerEntry::chargeId)
        .doesNotHaveDuplicates();
  }

  @Test
  void hasOneEffectWhenTheSameKeyComesManyTimesAtOnce() throws Exception {
    // Given
    List<Callable<Settlement>> attempts =
        IntStream.range(0, 200)
            .<Callable<Settlement>>mapToObj(_ -> () -> settle("key-1", COFFEE))
            .toList();
    // When
    List<Settlement> settlements;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      settlements = threads.invokeAll(attempts).stream().map(Future::resultNow).toList();
    }
    // Then
    assertThat(ledger.entries()).hasSize(1);
    assertThat(settlements).filteredOn(Settlement::isFirst).hasSize(1);
    assertThat(settlements).extracting(Settlement::outcome).containsOnly(booked());
  }

  @Test
  void refundsInPartsUpToWhatWasCaptured() {
    // Given
    settle("key-1", COFFEE);
    String chargeId = ledger.entries().getFirst().chargeId();
    // When
    settle("refund-1", new Refund(chargeId, 400));
    Settlement tooMuch = settle("refund-2", new Refund(chargeId, 51));
    settle("refund-3", new Refund(chargeId, 50));
    // Then
    assertThat(tooMuch.outcome()).isEqualTo(new ExceedsCharge(chargeId, 50));
    assertThat(ledger.entriesOf("order-1"))
        .filteredOn(entry -> entry.kind() == Kind.REFUND)
        .extracting(LedgerEntry::amountMinor)
        .containsExactly(400L, 50L);
    assertThat(ledger.entriesOf("order-1"))
        .extracting(LedgerEntry::chargeId)
        .containsOnly(chargeId);
  }

  @Test
  void refusesToRefundAnUnknownCharge() {
    // When
    Settlement settlement = settle("refund-1", new Refund("ch_none", 450));
    // Then
    assertThat(settlement.outcome()).isEqualTo(new UnknownCharge("ch_none"));
    assertThat(ledger.entries()).isEmpty();
  }

  @Test
  void remembersEveryAnswerAfterARestart() throws IOException {
    // Given
    Outcome captured = settle("key-1", COFFEE).outcome();
    Charge declinedCharge = new Charge("ada", "order-2", 1, "USD");
    Outcome declined = ledger.settle("key-2", declinedCharge, DECLINES_ADA).outcome();
    Refund refund = new Refund(ledger.entries().getFirst().chargeId(), 450);
    Outcome refunded = settle("refund-1", refund).outcome();
    Outcome exceeded = settle("refund-2", refund).outcome();
    Outcome unknown = settle("refund-3", new Refund("ch_none", 1)).outcome();
    List<LedgerEntry> entries = ledger.entries();
    // When
    ledger.close();
    open();
    // Then
    assertThat(ledger.entries()).hasSize(2).isEqualTo(entries);
    assertThat(settle("key-1", COFFEE)).isEqualTo(new Settlement(captured, false));
    assertThat(settle("key-2", declinedCharge)).isEqualTo(new Settlement(declined, false));
    assertThat(settle("refund-1", refund)).isEqualTo(new Settlement(refunded, false));
    assertThat(settle("refund-2", refund)).isEqualTo(new Settlement(exceeded, false));
    assertThat(settle("refund-3", new Refund("ch_none", 1)))
        .isEqualTo(new Settlement(unknown, false));
    assertThat(settle("refund-4", new Refund(refund.chargeId(), 1)).outcome())
        .isEqualTo(new ExceedsCharge(refund.chargeId(), 0));
  }

  private Outcome booked() {
    return new Booked(ledger.entries().getFirst());
  }

  private Settlement settle(String key, Request request) {
    return ledger.settle(key, request, Switches.OFF);
  }
}
