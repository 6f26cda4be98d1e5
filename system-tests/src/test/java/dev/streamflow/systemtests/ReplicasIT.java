package dev.streamflow.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.localstack.ManagedProcess;
import dev.streamflow.systemtests.faults.FaultReport;
import dev.streamflow.systemtests.faults.Replicas;
import dev.streamflow.systemtests.faults.Replicas.Act;
import dev.streamflow.systemtests.invariants.Finding;
import dev.streamflow.systemtests.running.LocalSystem;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A small instance of {@code ./streamflow faults replicas}. */
class ReplicasIT {
  private static final List<String> SERVICES = List.of("inventory-service", "payment-service");
  private static final int ORDERS = 90;
  private static final double ORDERS_PER_SECOND = 15;
  private static final long SEED = 3;

  @BeforeAll
  static void missKilledReplicasSoon() throws Exception {
    Map<ConfigResource, Collection<AlterConfigOp>> soon = new HashMap<>();
    for (String service : SERVICES) {
      soon.put(
          new ConfigResource(ConfigResource.Type.GROUP, service),
          List.of(
              new AlterConfigOp(
                  new ConfigEntry("consumer.session.timeout.ms", "3000"),
                  AlterConfigOp.OpType.SET)));
    }
    String kafka = SharedSystem.get().bootstrapServers();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      admin.incrementalAlterConfigs(soon).all().get();
    }
  }

  @Test
  void keepsEveryPromiseWhileReplicasGoAndCome() throws Exception {
    // Given
    SharedDemo.report();
    Replicas replicas =
        new Replicas(
            SharedDemo.anotherPlan(ORDERS),
            ORDERS_PER_SECOND,
            2,
            List.of(Act.KILL, Act.JOIN),
            SEED);

    // When
    FaultReport report = replicas.run(SharedSystem.get(), SERVICES, status -> {});

    // Then
    assertThat(report.failures()).isEmpty();
    assertThat(report.findings()).flatExtracting(Finding::violations).isEmpty();
    assertThat(report.tables().getFirst().rows())
        .allSatisfy(row -> assertThat(row.subList(1, 3)).allMatch(time -> time.endsWith(" s")));
    assertThat(report.passed()).isTrue();
  }

  /** Other tests on the same system count on one replica of each service, under its own name. */
  @AfterEach
  void leaveOneReplicaOfEach() throws Exception {
    LocalSystem system = SharedSystem.get();
    List<String> more =
        system.processes().stream()
            .filter(ManagedProcess::isAlive)
            .map(ManagedProcess::name)
            .filter(name -> SERVICES.stream().anyMatch(service -> name.startsWith(service + "-")))
            .toList();
    system.programs().stop(more);
    system
        .programs()
        .start(
            SERVICES.stream()
                .filter(service -> !system.programs().find(service).isAlive())
                .toList());
  }
}
