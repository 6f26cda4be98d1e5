package dev.streamflow.engine.autoconfigure;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/** How the engine talks to Kafka: Spring Boot's settings, and what its guarantees rest on. */
final class KafkaClients {

  /** A dead letter is the largest record that a topic takes, plus headers. */
  private static final int LARGEST_REQUEST_BYTES = 4 * 1024 * 1024;

  private final KafkaProperties properties;
  private final KafkaConnectionDetails connection;

  KafkaClients(KafkaProperties properties, KafkaConnectionDetails connection) {
    this.properties = properties;
    this.connection = connection;
  }

  Map<String, Object> adminConfiguration() {
    return with(connection.getAdmin().getBootstrapServers(), properties.buildAdminProperties());
  }

  Map<String, Object> consumerConfiguration() {
    return with(
        connection.getConsumer().getBootstrapServers(), properties.buildConsumerProperties());
  }

  /** A producer that keeps the order per key and never gives up on a record by itself. */
  Producer<byte[], byte[]> outboxProducer() {
    Map<String, Object> configuration =
        with(connection.getProducer().getBootstrapServers(), properties.buildProducerProperties());
    configuration.put(ProducerConfig.ACKS_CONFIG, "all");
    configuration.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    configuration.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    configuration.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    configuration.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST_BYTES);
    return new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static Map<String, Object> with(
      List<String> bootstrapServers, Map<String, Object> configuration) {
    configuration.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return configuration;
  }
}
