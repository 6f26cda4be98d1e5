package dev.streamflow.engine;

import static dev.streamflow.engine.TestEvents.captured;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.streamflow.events.PaymentCaptured;
import dev.streamflow.events.ShipmentScheduled;
import dev.streamflow.localstack.LocalStack;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import redis.clients.jedis.RedisClient;

/** The engine from the record to the effect, on the real servers. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EngineIT {

  private static final Duration SOON = Duration.ofSeconds(20);

  @Autowired private JdbcTemplate jdbc;
  @Autowired private TallyHandler handler;
  @Autowired private TallyCalls calls;
  @Autowired private MeterRegistry meters;
  @Autowired private HealthEndpoint health;
  @Autowired private HikariDataSource pool;
  @Autowired private ReadingProgress progress;

  private KafkaProbe kafka;
  private UUID order;
  private String user;

  @DynamicPropertySource
  static void stack(DynamicPropertyRegistry registry) {
    LocalStack.shared()
        .settingsOf("shipping-service")
        .forEach((name, value) -> registry.add(name, () -> value));
  }

  @BeforeAll
  void connect() {
    kafka = KafkaProbe.of(LocalStack.shared());
  }

  @BeforeEach
  void newOrder() {
    order = TestEvents.newId();
    user = "user-" + order;
  }

  @Test
  void appliesAnEventAndPublishesWhatFollows() {
    // Given
    PaymentCaptured event = captured(order, user, "once");

    // When
    kafka.publish("payment.events", event);

    // Then
    awaitCount(order, 1);
    ConsumerRecord<byte[], byte[]> published = kafka.await("shipping.events", user);
    assertThat(kafka.decode(published)).isInstanceOf(ShipmentScheduled.class);
    assertThat(text(published, "ce_type")).isEqualTo(ShipmentScheduled.class.getName());
    assertThat(text(published, "ce_source")).isEqualTo("/shipping-service");
    assertThat(text(published, "ce_attempts")).isEmpty();
    assertThat(text(published, "traceparent")).isEqualTo(KafkaProbe.TRACEPARENT);
    await().atMost(SOON).untilAsserted(() -> assertThat(rows("outbox")).isZero());
  }

  @Test
  void knowsHowFarItHasRead() {
    // Given
    kafka.publish("payment.events", captured(order, user, "once"));
    Instant published = Instant.now();

    // When
    await().atMost(SOON).until(progress::readUntil, published::isBefore);

    // Then
    assertThat(count(order)).isEqualTo(1);
  }

  @Test
  void appliesTheSameEventOnceHoweverOftenItComes() {
    // Given
    PaymentCaptured event = captured(order, user, "once");
    kafka.publish("payment.events", event);
    awaitCount(order, 1);

    // When: again, with the filter warm and with the filter emptied
    kafka.publish("payment.events", event);
    kafka.awaitNoLag("shipping-service");
    try (RedisClient redis = RedisClient.create(LocalStack.shared().redisUrl())) {
      redis.flushAll();
    }
    kafka.publish("payment.events", event);
    kafka.publish("payment.events", event);
    kafka.awaitNoLag("shipping-service");

    // Then
    assertThat(count(order)).isEqualTo(1);
    assertThat(appliedTimes(event.getEventId())).isEqualTo(1);
    assertThat(duplicates("redis")).isPositive();
    assertThat(duplicates("inbox") + duplicates("batch")).isPositive();
  }

  @Test
  void leavesTypesAloneThatTheServiceDoesNotConsume() {
    // Given
    double ignored = records("ignored");

    // When: shipping does not read OrderCreated
    kafka.publish("order.events", TestEvents.created(order, user));
    kafka.awaitNoLag("shipping-service");

    // Then
    assertThat(records("ignored")).isGreaterThan(ignored);
    assertThat(jdbc.queryForList("SELECT 1 FROM tally WHERE order_id = ?", order)).isEmpty();
  }

  @Test
  void keepsBytesThatNobodyCanReadAsDeadLetter() {
    // Given
    byte[] garbage = {0, 0, 0, 0, 1, 42, 0};
    PaymentCaptured next = captured(order, user, "after");

    // When
    long offset =
        kafka.publishBytes("payment.events", user, garbage, PaymentCaptured.class.getName());
    kafka.publish("payment.events", next);

    // Then: the original, byte for byte, with where it came from and why it failed
    ConsumerRecord<byte[], byte[]> letter = kafka.await("shipping-service.dlq", user);
    assertThat(letter.value()).isEqualTo(garbage);
    assertThat(text(letter, "kafka_dlt-original-topic")).isEqualTo("payment.events");
    assertThat(letter.headers().lastHeader("kafka_dlt-original-offset").value())
        .isEqualTo(ByteBuffer.allocate(8).putLong(offset).array());
    assertThat(text(letter, "kafka_dlt-exception-fqcn")).contains("SerializationException");
    assertThat(letter.headers().lastHeader("kafka_deliveryAttempt").value())
        .isEqualTo(ByteBuffer.allocate(4).putInt(1).array());
    assertThat(text(letter, "ce_type")).isEqualTo(PaymentCaptured.class.getName());
    awaitCount(order, 1);
    assertThat(deadLetter(user))
        .containsEntry("record_offset", offset)
        .containsEntry("value", garbage);
  }

  @Test
  void givesUpOnAnInvalidEventAtOnceAndGoesOn() {
    // When
    kafka.publish("payment.events", captured(order, user, TallyHandler.INVALID));
    kafka.publish("payment.events", captured(order, user, "after"));

    // Then
    awaitCount(order, 1);
    assertThat(deadLetter(user)).containsEntry("cause_message", "this order is not for us");
  }

  @Test
  void findsTheOneEventThatTheDatabaseRefuses() {
    // When: several events in one batch, one of them breaks a constraint
    List<UUID> good = List.of(TestEvents.newId(), TestEvents.newId());
    kafka.publish("payment.events", captured(good.getFirst(), user, "before"));
    kafka.publish("payment.events", captured(order, user, TallyHandler.UNSTORABLE));
    kafka.publish("payment.events", captured(good.getLast(), user, "after"));

    // Then
    good.forEach(id -> awaitCount(id, 1));
    kafka.awaitNoLag("shipping-service");
    assertThat(deadLetter(user).get("cause_type").toString()).contains("DataIntegrity");
    assertThat(jdbc.queryForList("SELECT 1 FROM tally WHERE order_id = ?", order)).isEmpty();
  }

  @Test
  void parksAnEventThatFailsForNowAndKeepsTheUsersOrder() {
    // Given
    String flaky = "flaky-" + order;
    handler.failing.add(flaky);
    UUID other = TestEvents.newId();

    // When
    kafka.publish("payment.events", captured(order, user, flaky));
    kafka.publish("payment.events", captured(order, user, "after"));
    kafka.publish("payment.events", captured(other, "user-" + other, "of another user"));

    // Then: nobody else waits
    awaitCount(other, 1);
    kafka.awaitNoLag("shipping-service");
    assertThat(parked(user)).isEqualTo(2);
    assertThat(count(order)).isZero();

    // When
    handler.failing.remove(flaky);

    // Then
    awaitCount(order, 2);
    assertThat(last(order)).isEqualTo("after");
    assertThat(letters(user)).isEmpty();
    assertThat(parked(user)).isZero();
    assertThat(text(kafka.await("shipping.events", user), "ce_attempts")).matches("[2-9]");
  }

  @Test
  void repeatsACallWithTheSameKeyUntilItsAnswerIsKnown() {
    // Given
    calls.unanswered.put(order, 3);

    // When
    kafka.publish("payment.events", captured(order, user, TallyHandler.CALL));

    // Then: four calls, one answer
    await().atMost(SOON).until(() -> "answered".equals(last(order)));
    assertThat(count(order)).isEqualTo(2);
    assertThat(calls.received.stream().filter(call -> call.orderId().equals(order)))
        .hasSize(4)
        .allMatch(call -> call.idempotencyKey().equals("ask:" + order))
        .allMatch(call -> KafkaProbe.TRACEPARENT.equals(call.traceparent()));
    assertThat(rows("call")).isZero();
  }

  @Test
  void tellsHowOftenItHadToCall() {
    // Given
    calls.unanswered.put(order, 2);

    // When
    kafka.publish("payment.events", captured(order, user, TallyHandler.CALL_FIRST));

    // Then
    assertThat(text(kafka.await("shipping.events", user), "ce_attempts")).isEqualTo("3");
  }

  @Test
  void makesACallAgainUntilItsAnswerCanBeApplied() {
    // Given
    handler.failing.add(TallyHandler.answerAbout(order));
    double rejected = meters.counter("streamflow.calls", "answer", "rejected").count();

    // When
    kafka.publish("payment.events", captured(order, user, TallyHandler.CALL));

    // Then: more and more rarely, and the call says why
    await().atMost(SOON).until(() -> attemptsOfCall() > 3);
    assertThat(meters.counter("streamflow.calls", "answer", "rejected").count())
        .isGreaterThanOrEqualTo(rejected + 3);

    // When
    handler.failing.remove(TallyHandler.answerAbout(order));

    // Then
    await().atMost(SOON).until(() -> "answered".equals(last(order)));
    assertThat(count(order)).isEqualTo(2);
    assertThat(attemptsOfCall()).isZero();
  }

  private int attemptsOfCall() {
    return jdbc
        .queryForList(
            "SELECT attempt FROM call WHERE order_id = ? AND last_error LIKE '%a defect%'",
            Integer.class, order)
        .stream()
        .mapToInt(Integer::intValue)
        .sum();
  }

  @Test
  void isNotReadyWithoutItsDatabase() {
    // Given
    assertThat(health.healthForPath("readiness").getStatus()).isEqualTo(Status.UP);
    String password = pool.getPassword();

    // When: every connection is cut, and no new one is let in
    pool.getHikariConfigMXBean().setPassword("wrong");
    try {
      pool.getHikariPoolMXBean().softEvictConnections();

      // Then
      await()
          .atMost(SOON)
          .until(() -> health.healthForPath("readiness").getStatus().equals(Status.DOWN));
    } finally {
      pool.getHikariConfigMXBean().setPassword(password);
    }
    kafka.publish("payment.events", captured(order, user, "back"));
    awaitCount(order, 1);
    await()
        .atMost(SOON)
        .until(() -> health.healthForPath("readiness").getStatus().equals(Status.UP));
  }

  private void awaitCount(UUID id, int count) {
    await()
        .atMost(SOON)
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(count(id)).isEqualTo(count));
  }

  private int count(UUID id) {
    return jdbc.queryForObject("SELECT count FROM tally WHERE order_id = ?", Integer.class, id);
  }

  private String last(UUID id) {
    return jdbc.queryForList("SELECT last FROM tally WHERE order_id = ?", String.class, id).stream()
        .findFirst()
        .orElse("");
  }

  private int appliedTimes(UUID eventId) {
    return jdbc.queryForObject(
        "SELECT count(*) FROM applied_batch, unnest(event_ids) AS id WHERE id = ?",
        Integer.class,
        eventId);
  }

  private Map<String, Object> deadLetter(String key) {
    return letters(key).getFirst();
  }

  private List<Map<String, Object>> letters(String key) {
    return jdbc.queryForList("SELECT * FROM dead_letter WHERE record_key = ?", key.getBytes());
  }

  private int parked(String key) {
    return jdbc.queryForObject(
        "SELECT count(*) FROM parked_event WHERE record_key = ?", Integer.class, key.getBytes());
  }

  private long rows(String table) {
    return jdbc.queryForObject("SELECT count(*) FROM " + table, Long.class);
  }

  private double duplicates(String filter) {
    return meters.counter("streamflow.duplicates", "filter", filter).count();
  }

  private double records(String outcome) {
    return meters.counter("streamflow.records", "outcome", outcome).count();
  }

  private static String text(ConsumerRecord<byte[], byte[]> record, String header) {
    Header found = record.headers().lastHeader(header);
    return found == null ? "" : new String(found.value());
  }
}
