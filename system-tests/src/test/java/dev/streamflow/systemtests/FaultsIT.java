package dev.streamflow.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.streamflow.schemas.TopicCatalogue;
import dev.streamflow.systemtests.faults.FaultReport;
import dev.streamflow.systemtests.faults.Kills;
import dev.streamflow.systemtests.faults.ProviderTrouble;
import dev.streamflow.systemtests.faults.ProviderTroubles;
import dev.streamflow.systemtests.faults.Replay;
import dev.streamflow.systemtests.faults.StuckUser;
import dev.streamflow.systemtests.faults.StuckUserPlan;
import dev.streamflow.systemtests.faults.poison.PoisonAmongOrders;
import dev.streamflow.systemtests.invariants.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One small instance of each suite of {@code ./streamflow faults} that needs the whole system. */
class FaultsIT {
  private static final int ORDERS = 150;
  private static final double ORDERS_PER_SECOND = 15;
  private static final long SEED = 7;
  private static final int POISONED_ORDERS = 40;
  private static final int POISON = 250;

  /** Less than the first pause of a parked event, so that its second attempt succeeds. */
  private static final Duration MOMENT = Duration.ofMillis(800);

  @Test
  void keepsEveryPromiseWhileEachServiceIsKilled() throws Exception {
    // Given
    List<String> services = TopicCatalogue.load().services();
    SharedDemo.report();
    Kills kills =
        new Kills(SharedDemo.anotherPlan(ORDERS), ORDERS_PER_SECOND, services.size(), SEED);

    // When
    FaultReport report = kills.run(SharedSystem.get(), status -> {});

    // Then
    assertThat(report.failures()).isEmpty();
    assertThat(report.findings()).flatExtracting(Finding::violations).isEmpty();
    assertThat(report.tables().getFirst().rows())
        .extracting(row -> row.get(0), row -> row.get(1))
        .containsExactlyElementsOf(services.stream().map(service -> tuple(service, "1")).toList());
    assertThat(report.passed()).isTrue();
  }

  @Test
  void keepsEveryPromiseWhileTheProviderIsInTrouble() throws Exception {
    // Given
    SharedDemo.report();
    Duration moment = Duration.ofSeconds(1);
    ProviderTroubles troubles =
        new ProviderTroubles(SharedDemo::anotherPlan, ORDERS_PER_SECOND, moment);

    // When
    FaultReport report =
        troubles.run(
            SharedSystem.get(), ProviderTrouble.all(moment, moment), "this test", status -> {});

    // Then
    assertThat(report.failures()).isEmpty();
    assertThat(report.findings()).flatExtracting(Finding::violations).isEmpty();
    assertThat(report.tables().getFirst().rows()).hasSize(3);
    assertThat(report.passed()).isTrue();
  }

  @Test
  void letsNobodyWaitButTheUserWhoseEventFails() throws Exception {
    // Given
    SharedDemo.report();
    int followers = 10;
    StuckUserPlan plan =
        new StuckUserPlan(
            SharedDemo::anotherPlan, ORDERS, 4 * ORDERS_PER_SECOND, followers, MOMENT);

    // When
    FaultReport report = new StuckUser(SharedSystem.get(), plan, status -> {}).run(1, "this test");

    // Then
    assertThat(report.failures()).isEmpty();
    assertThat(report.findings())
        .extracting(Finding::id)
        .contains("I1", "I2", "I3", "I4", "I5", "I6", "I7", "I8", "stuck", StuckUser.SPEED);
    assertThat(report.findings())
        .filteredOn(finding -> !finding.id().equals(StuckUser.SPEED))
        .flatExtracting(Finding::violations)
        .isEmpty();
    assertThat(report.tables().getFirst().rows()).hasSize(1);
  }

  @Test
  void makesADeadLetterOfEachRecordThatNobodyCanProcess() throws Exception {
    // Given
    SharedDemo.report();
    PoisonAmongOrders poison =
        new PoisonAmongOrders(
            SharedDemo::anotherPlan, POISONED_ORDERS, POISONED_ORDERS, POISON, SEED);

    // When
    FaultReport report = poison.run(SharedSystem.get(), status -> {});
    discardAllDeadLetters();

    // Then
    assertThat(report.failures()).isEmpty();
    assertThat(report.findings())
        .extracting(Finding::id)
        .contains("I1", "I2", "I3", "I4", "I5", "I6", "I7", "I8", "poison");
    assertThat(report.findings())
        .filteredOn(finding -> !finding.id().equals(PoisonAmongOrders.SPEED))
        .flatExtracting(Finding::violations)
        .isEmpty();
  }

  /** Other tests expect that there are none. */
  private static void discardAllDeadLetters() throws Exception {
    Map<String, Object> decision =
        Map.of("all", true, "by", "this test", "reason", "it was put in");
    SharedSystem.get().deadLetterDesk().act("discard", decision);
  }

  @Test
  void changesNothingIfHistoryIsReadAgainAndTellsANewGroupAllOfIt() throws Exception {
    // Given
    SharedDemo.report();
    List<String> services = List.of("payment-service", "notification-service");

    // When
    Replay replay = new Replay(SharedSystem.get(), services, status -> {});
    List<Finding> findings = replay.run();

    // Then
    assertThat(findings).hasSize(3);
    assertThat(findings).flatExtracting(Finding::violations).isEmpty();
    List<String> afterTheFlush = replay.passes().rows().getLast();
    String knownToTheInbox = afterTheFlush.getLast();
    assertThat(knownToTheInbox).isNotEqualTo("0");
  }
}
