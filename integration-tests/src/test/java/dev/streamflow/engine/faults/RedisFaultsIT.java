package dev.streamflow.engine.faults;

import static dev.streamflow.engine.faults.Doors.STACK;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import redis.clients.jedis.RedisClient;

/** Without Redis there is more to do and nothing else. */
@BehindDoors
class RedisFaultsIT {

  @Autowired private Doors doors;

  private final Traffic traffic = new Traffic();

  @AfterEach
  void repair() {
    doors.redis.delay(Duration.ZERO);
  }

  @Test
  void goesOnWhileRedisIsStoppedAndAfterItIsBack() {
    // Given
    traffic.publish(10).requireAppliedOnceAndInOrder();

    // When
    STACK.server("redis").kill();

    // Then
    traffic.publish(10);
    traffic.repeat();
    traffic.requireAppliedOnceAndInOrder();

    // When
    STACK.restart("redis");

    // Then
    traffic.publish(10).repeat();
    traffic.requireAppliedOnceAndInOrder();
  }

  @Test
  void goesOnWhenRedisHasForgottenEverything() {
    // Given
    traffic.publish(10).requireAppliedOnceAndInOrder();

    // When
    try (RedisClient redis = RedisClient.create(STACK.redisUrl())) {
      redis.flushAll();
    }
    traffic.repeat();

    // Then
    traffic.requireAppliedOnceAndInOrder();
  }

  @Test
  void doesNotWaitForARedisThatIsSlow() {
    // When
    doors.redis.delay(Duration.ofHours(1));

    // Then
    traffic.publish(20).repeat();
    traffic.requireAppliedOnceAndInOrder();
  }
}
