package dev.streamflow.engine.faults;

import static dev.streamflow.engine.faults.Doors.SERVICE;
import static dev.streamflow.engine.faults.Doors.SOON;
import static dev.streamflow.engine.faults.Doors.STACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamflow.localstack.RedisCluster;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The duplicate filter in a cluster, by configuration alone, and one of its nodes lost. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@DirtiesContext
class RedisClusterFaultsIT {

  private static final RedisCluster CLUSTER = STACK.startRedisCluster();

  @Autowired private MeterRegistry meters;

  private final Traffic traffic = new Traffic();

  @DynamicPropertySource
  static void cluster(DynamicPropertyRegistry registry) {
    STACK.settingsOf(SERVICE).forEach((name, value) -> registry.add(name, () -> value));
    registry.add("streamflow.redis.url", () -> String.join(",", CLUSTER.urls()));
    registry.add("streamflow.redis.cluster", () -> true);
  }

  @AfterAll
  static void stop() {
    CLUSTER.close();
  }

  @Test
  void goesOnWithoutANodeOfTheClusterAndWithItAgain() {
    // Given
    traffic.publish(10).requireAppliedOnceAndInOrder();
    awaitFilter();

    // When
    CLUSTER.kill(0);

    // Then
    traffic.publish(10).repeat().requireAppliedOnceAndInOrder();
    awaitFilter();

    // When
    CLUSTER.restart(0);

    // Then
    traffic.publish(10).repeat().requireAppliedOnceAndInOrder();
  }

  /** Events that come again are recognised without the database. */
  private void awaitFilter() {
    double before = filtered();
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              traffic.repeat().requireAppliedOnceAndInOrder();
              assertThat(filtered()).isGreaterThan(before);
            });
  }

  private double filtered() {
    return meters.counter("streamflow.duplicates", "filter", "redis").count();
  }
}
