package dev.streamflow.systemtests.faults.poison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.systemtests.faults.poison.PoisonSupply.Poison;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PoisonSupplyTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final int COUNT = 1_000;
  private static final long SEED = 42;

  private Contracts contracts;

  @BeforeEach
  void readContracts() throws Exception {
    contracts = ReleasedContracts.read();
  }

  @Test
  void containsEveryKindInEveryTopic() {
    List<Poison> poison = PoisonSupply.drawn(contracts, COUNT, SEED, NOW).all();

    assertThat(poison).hasSize(COUNT);
    assertThat(poison).extracting(Poison::kind).contains(PoisonKind.values());
    for (PoisonKind kind : PoisonKind.values()) {
      if (kind != PoisonKind.OVERSIZED) {
        assertThat(poison.stream().filter(one -> one.kind() == kind))
            .extracting(one -> one.content().topic())
            .contains("order.events", "inventory.events", "payment.events", "shipping.events");
      }
    }
  }

  @Test
  void containsOnlyWhatAllItsReadersMustGiveUp() {
    // Given
    PoisonOracle oracle = new PoisonOracle(contracts, NOW, order -> false);
    PoisonSupply supply = PoisonSupply.drawn(contracts, COUNT, SEED, NOW);

    // Then
    assertThat(supply.all())
        .allSatisfy(
            poison -> {
              Verdict verdict = oracle.judge(poison.content());
              assertThat(poison.groups()).isNotEmpty().isEqualTo(verdict.rejecting());
            });
    assertThat(supply.harmless()).isPositive();
  }

  @Test
  void repeatsTheRecordsOfASeedOnTheSameDay() {
    assertThat(Arrays.deepEquals(bytes(SEED, NOW), bytes(SEED, NOW.plus(Duration.ofHours(3)))))
        .isTrue();
    assertThat(Arrays.deepEquals(bytes(SEED, NOW), bytes(SEED + 1, NOW))).isFalse();
  }

  private byte[][] bytes(long seed, Instant now) {
    return PoisonSupply.drawn(contracts, COUNT, seed, now).all().stream()
        .map(Poison::content)
        .flatMap(
            content ->
                Stream.of(content.key(), content.value())
                    .map(part -> part == null ? new byte[0] : part))
        .toArray(byte[][]::new);
  }
}
