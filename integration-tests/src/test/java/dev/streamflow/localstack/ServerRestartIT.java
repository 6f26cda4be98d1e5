package dev.streamflow.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.streamflow.events.OrderCreated;
import dev.streamflow.schemas.SchemaRegistryClient;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** Servers that are killed and come back, with what they keep. */
class ServerRestartIT {

  private static final String SUBJECT = "order.events-dev.streamflow.events.OrderCreated";

  private final LocalStack stack = LocalStack.shared();

  @Test
  void kafkaKeepsItsRecords() throws Exception {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", stack.bootstrapServers(),
            "key.serializer", StringSerializer.class,
            "value.serializer", StringSerializer.class);
    try (var producer = new KafkaProducer<String, String>(settings)) {
      // Given
      var record = new ProducerRecord<>("order-service.dlq", 0, "key", "value");
      long before = producer.send(record).get().offset();

      // When
      stack.server("kafka").kill();
      stack.restart("kafka");

      // Then
      assertThat(producer.send(record).get().offset()).isEqualTo(before + 1);
    }
  }

  @Test
  void kafkaLetsAGroupHaveShortSessions() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
      // Given
      ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, "short-sessions");

      // When
      admin
          .incrementalAlterConfigs(
              Map.of(
                  group,
                  List.of(
                      set("consumer.session.timeout.ms", "1000"),
                      set("consumer.heartbeat.interval.ms", "200"))))
          .all()
          .get();

      // Then
      assertThat(
              admin.describeConfigs(List.of(group)).all().get().get(group).entries().stream()
                  .filter(entry -> !entry.isDefault())
                  .map(entry -> entry.name() + "=" + entry.value()))
          .contains("consumer.session.timeout.ms=1000", "consumer.heartbeat.interval.ms=200");
    }
  }

  private static AlterConfigOp set(String name, String value) {
    return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
  }

  @Test
  void postgresKeepsWhatWasCommitted() throws Exception {
    // Given
    execute("CREATE TABLE kept AS SELECT 42 AS answer");

    // When
    stack.server("postgres").kill();
    stack.restart("postgres");

    // Then
    try (Connection connection = stack.databaseOf("order-service").getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT answer FROM kept")) {
      assertThat(rows.next()).isTrue();
    }
    execute("DROP TABLE kept");
  }

  private void execute(String sql) throws Exception {
    try (Connection connection = stack.databaseOf("order-service").getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void redisComesBackEmpty() throws Exception {
    // Given
    RedisNode redis = new RedisNode(stack.endpoints().redis());
    String key = "key-" + UUID.randomUUID();
    redis.ask("SET " + key + " value");
    assertThat(redis.ask("GET " + key)).isEqualTo("value");

    // When
    stack.server("redis").kill();
    stack.restart("redis");

    // Then
    assertThat(redis.ask("DBSIZE")).isEqualTo(":0");
  }

  @Test
  void redisDoesNothingWhileItIsHeldStill() throws Exception {
    // Given
    RedisNode redis = new RedisNode(stack.endpoints().redis());
    redis.ask("SET held still");

    // When
    try (Pause _ = stack.server("redis").pause()) {

      // Then
      assertThat(stack.server("redis").isAlive()).isTrue();
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> redis.ask("GET held"));
    }
    assertThat(redis.ask("GET held")).isEqualTo("still");
  }

  @Test
  void theRegistryComesBackEmptyAndCanBeFilledAgain() {
    try (SchemaRegistryClient registry =
        SchemaRegistryClient.of(Map.of("schema.registry.url", stack.registryUrl()))) {
      assertThat(registry.knows(SUBJECT, OrderCreated.SCHEMA$)).isTrue();

      // When
      stack.server("registry").kill();
      stack.restart("registry");

      // Then
      assertThat(registry.knows(SUBJECT, OrderCreated.SCHEMA$)).isFalse();

      // When
      stack.registerSchemas();

      // Then
      assertThat(registry.knows(SUBJECT, OrderCreated.SCHEMA$)).isTrue();
    }
  }
}
