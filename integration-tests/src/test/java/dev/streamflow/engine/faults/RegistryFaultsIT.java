package dev.streamflow.engine.faults;

import static dev.streamflow.engine.faults.Doors.SOON;
import static dev.streamflow.engine.faults.Doors.STACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamflow.engine.RunningReplica;
import dev.streamflow.engine.consumer.EngineConsumer;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.annotation.DirtiesContext.MethodMode;

/** Schemas that are known need no registry; for the others the partition waits. */
@BehindDoors
class RegistryFaultsIT {

  @Autowired private Doors doors;
  @Autowired private EngineConsumer consumer;

  private final Traffic traffic = new Traffic();

  @AfterEach
  void repair() {
    doors.registry.open();
  }

  @Test
  void goesOnWithTheSchemasThatItKnows() {
    // Given
    traffic.publish(10).requireAppliedOnceAndInOrder();

    // When
    doors.registry.shut();

    // Then
    traffic.publish(10).requireAppliedOnceAndInOrder();
  }

  @Test
  @DirtiesContext(methodMode = MethodMode.BEFORE_METHOD)
  void waitsForASchemaThatItDoesNotKnowYet() {
    // Given
    doors.registry.shut();

    // When
    traffic.publish(10);
    awaitWaiting();
    doors.registry.open();

    // Then
    traffic.requireAppliedOnceAndInOrder();
  }

  @Test
  @DirtiesContext(methodMode = MethodMode.BEFORE_METHOD)
  void waitsForARegistryThatHasLostItsSchemas() {
    // Given
    STACK.server("registry").kill();
    STACK.restart("registry");

    // When
    traffic.publish(10);
    awaitWaiting();
    STACK.registerSchemas();

    // Then
    traffic.requireAppliedOnceAndInOrder();
  }

  @Test
  void startsOnceTheRegistryIsThere() throws Exception {
    // Given
    doors.registry.shut();

    // When
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<RunningReplica> starting = threads.submit(this::startAnotherService);
      await().atMost(SOON).until(() -> doors.registry.turnedAway() > 0);
      assertThat(starting.isDone()).isFalse();
      doors.registry.open();

      // Then
      try (RunningReplica started = starting.get(30, TimeUnit.SECONDS)) {
        assertThat(started.consumer().isRunning()).isTrue();
      }
    }
  }

  @Test
  void doesNotWaitForTheRegistryWhenTheBytesAreToBlame() {
    traffic.publishGarbage().publish(1);
    traffic.requireAppliedOnceAndInOrder();
  }

  private void awaitWaiting() {
    await().atMost(SOON).until(() -> !consumer.waiting().isEmpty());
  }

  private RunningReplica startAnotherService() {
    return RunningReplica.of(
        "payment-service",
        Map.of("streamflow.registry.url", doors.registry.through(STACK.registryUrl())));
  }
}
