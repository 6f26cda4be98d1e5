package dev.streamflow.systemtests.faults.poison;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PoisonOracleTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final int DRAWS = 50;

  private final ValidRecords valid = new ValidRecords(new Random(1), NOW);
  private Contracts contracts;
  private PoisonOracle oracle;

  @BeforeEach
  void readContracts() throws Exception {
    contracts = ReleasedContracts.read();
    oracle = new PoisonOracle(contracts, NOW, order -> true);
  }

  @Test
  void acceptsValidRecordsOfEveryType() {
    assertThat(contracts.all()).hasSize(12);
    for (Contract contract : contracts.all()) {
      for (int draw = 0; draw < DRAWS; draw++) {
        Verdict verdict = oracle.judge(valid.draw(contract, event -> {}));
        assertThat(verdict.isHealthy()).isTrue();
        assertThat(verdict.readers()).isEqualTo(contract.readers());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {"UNKNOWN_SCHEMA_ID", "FLIPPED_BIT", "INVALID_DATA"},
      mode = EnumSource.Mode.EXCLUDE)
  void rejectsWhatIsPoisonInEveryType(PoisonKind kind) {
    // Given
    PoisonGenerator generator = new PoisonGenerator(contracts, 1, NOW);
    int draws = kind == PoisonKind.OVERSIZED ? 1 : DRAWS;

    // Then
    for (Contract contract : contracts.all()) {
      for (int draw = 0; draw < draws; draw++) {
        Verdict verdict = oracle.judge(generator.draw(kind, contract));
        assertThat(verdict.isPoison()).as(kind + " of a " + contract.type()).isTrue();
      }
    }
  }

  @Test
  void rejectsASchemaIdThatNobodyHasRegistered() {
    RawRecord good = valid.draw(contractOf("OrderConfirmed"), event -> {});
    byte[] value = ByteBuffer.wrap(good.value()).putInt(1, 4711).array();

    assertThat(oracle.judge(good.withValue(value)).isPoison()).isTrue();
  }

  @Test
  void rejectsDataThatTheReadersCannotUse() {
    // Given
    PoisonGenerator generator = new PoisonGenerator(contracts, 1, NOW);

    // Then
    for (int draw = 0; draw < DRAWS; draw++) {
      RawRecord order = generator.draw(PoisonKind.INVALID_DATA, contractOf("OrderCreated"));
      assertThat(oracle.judge(order).rejecting()).containsExactly("inventory-service");
      RawRecord stock = generator.draw(PoisonKind.INVALID_DATA, contractOf("StockReserved"));
      assertThat(oracle.judge(stock).rejecting()).containsExactly("payment-service");
    }
  }

  @Test
  void rejectsWhatOrderServiceIsToldOfAnOrderThatDoesNotExist() {
    // Given
    PoisonOracle withoutOrders = new PoisonOracle(contracts, NOW, order -> false);

    // When
    Verdict shipped = withoutOrders.judge(valid.draw(contractOf("ShipmentScheduled"), event -> {}));
    Verdict captured = withoutOrders.judge(valid.draw(contractOf("PaymentCaptured"), event -> {}));

    // Then
    assertThat(shipped.isPoison()).isTrue();
    assertThat(captured.rejecting()).containsExactly("order-service");
    assertThat(captured.isPoison()).as("shipping-service can process it").isFalse();
  }

  @Test
  void leavesWhatNobodyReadsToNobody() {
    RawRecord good = valid.draw(contractOf("OrderConfirmed"), event -> {});

    Verdict verdict = oracle.judge(good.withHeader("ce_type", "OrderConfirmed".getBytes(UTF_8)));

    assertThat(verdict.readers()).isEmpty();
    assertThat(verdict.isPoison()).isFalse();
  }

  @Test
  void takesIdsAsOldAsTheInboxRemembersAndADayAhead() {
    assertThat(judgeIdOf(NOW.minus(Duration.ofDays(13))).isHealthy()).isTrue();
    assertThat(judgeIdOf(NOW.minus(Duration.ofDays(15))).isPoison()).isTrue();
    assertThat(judgeIdOf(NOW.plus(Duration.ofHours(23))).isHealthy()).isTrue();
    assertThat(judgeIdOf(NOW.plus(Duration.ofHours(25))).isPoison()).isTrue();
  }

  private Verdict judgeIdOf(Instant time) {
    UUID id = valid.uuidV7(time);
    return oracle.judge(
        valid.draw(contractOf("OrderCreated"), event -> event.put("event_id", id.toString())));
  }

  private Contract contractOf(String name) {
    return contracts.all().stream()
        .filter(contract -> contract.schema().getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
