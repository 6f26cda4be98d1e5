package dev.streamflow.localstack;

import java.util.List;
import java.util.Map;

/**
 * Kafka in a container: one node, with the topics of the catalogue.
 *
 * @param speed which of its speeds matters
 */
record KafkaContainer(Endpoints endpoints, Speed speed) implements Server {

  static final String IMAGE = "apache/kafka:4.2.1";

  private static final String SETTINGS_FILE = "/mnt/shared/config/server.properties";
  private static final String DATA = "/var/lib/kafka/data/log";
  private static final String ALL_ADDRESSES = "0.0.0.0";

  @Override
  public String name() {
    return KafkaServer.NAME;
  }

  @Override
  public void prepare() {}

  /** It tells its clients the port outside, and its own clients inside take it at its word. */
  @Override
  public ContainerSpec spec() {
    return new ContainerSpec(
        name(),
        IMAGE,
        List.of(),
        Map.of("KAFKA_HEAP_OPTS", "-Xms256m -Xmx768m", "KAFKA_OPTS", speed.flag()),
        Map.of(SETTINGS_FILE, new KafkaSettings(endpoints, ALL_ADDRESSES, DATA).text()),
        endpoints.kafkaPort(),
        endpoints.kafkaPort(),
        new KafkaBroker(endpoints)::answers);
  }

  @Override
  public void furnish() {
    new KafkaBroker(endpoints).createTopics();
  }
}
