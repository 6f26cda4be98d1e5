package dev.streamflow.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.systemtests.faults.Effects.Rows;
import dev.streamflow.systemtests.invariants.Finding.Violation;
import dev.streamflow.systemtests.witness.LedgerEntry;
import dev.streamflow.systemtests.witness.LedgerEntry.Kind;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Each effect that is different afterwards is noticed. */
class EffectsTest {
  private static final Map<String, Rows> TABLES =
      Map.of("payment-service.payment", new Rows(2, "a"));
  private static final List<LedgerEntry> LEDGER = List.of(new LedgerEntry(Kind.CAPTURE, "1", 285));
  private static final Map<TopicPartition, Long> ENDS =
      Map.of(new TopicPartition("payment.events", 3), 8L);

  private final Effects before = new Effects(TABLES, LEDGER, ENDS, 5);

  @Test
  void areTheSameIfNothingHappened() {
    assertThat(before.differencesTo(new Effects(TABLES, LEDGER, ENDS, 5))).isEmpty();
    assertThat(before.figure())
        .isEqualTo("1 tables with 2 rows, 1 movements of money, 8 records, 5 mails");
  }

  @Test
  void differInARowThatChanged() {
    // Given
    Map<String, Rows> changed = Map.of("payment-service.payment", new Rows(2, "b"));

    // Then
    assertDifferent("payment-service.payment", new Effects(changed, LEDGER, ENDS, 5));
  }

  @Test
  void differInATableThatIsNew() {
    // Given
    Map<String, Rows> more =
        Map.of("payment-service.payment", new Rows(2, "a"), "payment-service.x", new Rows(0, ""));

    // Then
    assertDifferent("payment-service.x", new Effects(more, LEDGER, ENDS, 5));
  }

  @Test
  void differInMoneyThatMoved() {
    // Given
    List<LedgerEntry> twice = List.of(LEDGER.getFirst(), LEDGER.getFirst());

    // Then
    assertDifferent("the provider's ledger", new Effects(TABLES, twice, ENDS, 5));
  }

  @Test
  void differInARecordThatWasPublished() {
    // Given
    Map<TopicPartition, Long> longer = Map.of(new TopicPartition("payment.events", 3), 9L);

    // Then
    assertDifferent("payment.events-3", new Effects(TABLES, LEDGER, longer, 5));
  }

  @Test
  void differInAMailThatWasSent() {
    assertDifferent("the mails", new Effects(TABLES, LEDGER, ENDS, 6));
  }

  private void assertDifferent(String subject, Effects after) {
    assertThat(before.differencesTo(after)).extracting(Violation::subject).containsExactly(subject);
  }
}
