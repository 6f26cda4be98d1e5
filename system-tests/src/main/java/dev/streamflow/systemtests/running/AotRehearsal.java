package dev.streamflow.systemtests.running;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The training run: what a service does with Kafka and PostgreSQL, as far as it gets without them,
 * then the service itself until its beans are made. Without the first part a service would read
 * 1,600 classes more at each start.
 */
final class AotRehearsal {
  private static final String NOBODY = "127.0.0.1:1";
  private static final Map<String, Object> KAFKA = Map.of("bootstrap.servers", NOBODY);
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private AotRehearsal() {}

  /**
   * @param arguments the service's main class
   */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    askKafka();
    publish();
    consume();
    connect();
    Class.forName(arguments[0])
        .getMethod("main", String[].class)
        .invoke(null, (Object) new String[0]);
  }

  private static void askKafka() {
    Admin admin = Admin.create(KAFKA);
    admin.describeTopics(List.of("topic"));
    admin.close(PATIENCE);
  }

  private static void publish() {
    new KafkaProducer<>(KAFKA, new ByteArraySerializer(), new ByteArraySerializer())
        .close(PATIENCE);
  }

  private static void consume() {
    Map<String, Object> group =
        Map.of("bootstrap.servers", NOBODY, "group.id", "group", "group.protocol", "consumer");
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(group, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.subscribe(List.of("topic"));
    consumer.poll(PATIENCE);
    consumer.close(CloseOptions.timeout(PATIENCE));
  }

  private static void connect() {
    try (Connection database = DriverManager.getConnection("jdbc:postgresql://" + NOBODY + "/db")) {
      throw new IllegalStateException("there is a database at " + database);
    } catch (SQLException nobodyThere) {
      // As expected: the driver was loaded.
    }
  }
}
