package dev.streamflow.engine.faults;

import static dev.streamflow.engine.failpoint.Failpoint.TRANSACTION_COMMITTED;
import static dev.streamflow.engine.faults.Doors.STACK;

import dev.streamflow.engine.failpoint.ArmedFailpoints;
import dev.streamflow.localstack.ServerHandle;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A broker that is killed and comes back finds the same consumer and the same relay. */
@BehindDoors
class BrokerFaultsIT {

  private final Traffic traffic = new Traffic();

  @Test
  void goesOnWhenTheBrokerIsKilledBetweenTheTransactionAndTheOffsets() {
    // Given
    ServerHandle broker = STACK.server("kafka");
    traffic.publish(10).requireAppliedOnceAndInOrder();

    // When: neither can the offset be committed nor the follow-up be published
    try (ArmedFailpoints.Armed _ = ArmedFailpoints.on(TRANSACTION_COMMITTED, broker::kill)) {
      traffic.publish(1);
      broker.awaitEnd(Duration.ofSeconds(20));
    }
    STACK.restart("kafka");

    // Then
    traffic.publish(10).requireAppliedOnceAndInOrder();
  }
}
