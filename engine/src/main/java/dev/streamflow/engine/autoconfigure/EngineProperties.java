package dev.streamflow.engine.autoconfigure;

import dev.streamflow.engine.call.CallSettings;
import dev.streamflow.engine.consumer.ConsumerSettings;
import dev.streamflow.engine.consumer.InboxSettings;
import dev.streamflow.engine.consumer.ParkingSettings;
import dev.streamflow.engine.consumer.RedisSettings;
import dev.streamflow.engine.outbox.RelaySettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The engine's settings.
 *
 * @param startWithin how long start-up waits for Kafka and the registry before it gives up
 */
@ConfigurationProperties("streamflow")
public record EngineProperties(
    Registry registry,
    @DefaultValue Serde serde,
    @DefaultValue RedisSettings redis,
    @DefaultValue ConsumerSettings consumer,
    @DefaultValue InboxSettings inbox,
    @DefaultValue ParkingSettings parking,
    @DefaultValue CallSettings calls,
    @DefaultValue RelaySettings relay,
    @DefaultValue("2m") Duration startWithin) {

  /**
   * The schema registry.
   *
   * @param url its Confluent REST API; several addresses of the same registry by commas
   */
  public record Registry(String url) {}

  /**
   * Which classes write and read event values. Confluent's fit as well as ours.
   *
   * @param properties passed to both, such as {@code basic.auth.user.info}
   */
  public record Serde(
      @DefaultValue("dev.streamflow.schemas.AvroEventSerializer") Class<?> serializer,
      @DefaultValue("dev.streamflow.schemas.AvroEventDeserializer") Class<?> deserializer,
      @DefaultValue Map<String, String> properties) {}

  /** What serializer and deserializer are configured with, in the words of Confluent's. */
  Map<String, Object> serdeConfiguration() {
    Map<String, Object> configuration = new HashMap<>();
    configuration.put("schema.registry.url", registry.url());
    configuration.put("auto.register.schemas", false);
    configuration.put("specific.avro.reader", true);
    configuration.put(
        "value.subject.name.strategy",
        "io.confluent.kafka.serializers.subject.TopicRecordNameStrategy");
    configuration.putAll(serde.properties());
    return configuration;
  }
}
