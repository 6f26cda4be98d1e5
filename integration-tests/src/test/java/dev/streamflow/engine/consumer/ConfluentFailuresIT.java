package dev.streamflow.engine.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.streamflow.engine.TestEvents;
import dev.streamflow.events.PaymentCaptured;
import dev.streamflow.localstack.LocalStack;
import dev.streamflow.schemas.AvroEventSerializer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.BeanUtils;

/** What the engine makes of the exceptions that Confluent's classes throw. */
class ConfluentFailuresIT {

  private static final String TOPIC = "payment.events";
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
  private static final int HEADER_BYTES = 5;
  private static final int UNKNOWN_ID = 1_000_000;
  private static final String NOBODY = "http://127.0.0.1:1";

  private final PaymentCaptured event = TestEvents.captured(TestEvents.newId(), "anna", "charge");
  private byte[] bytes;

  @BeforeEach
  void writeEvent() {
    try (AvroEventSerializer serializer = new AvroEventSerializer()) {
      serializer.configure(Map.of("schema.registry.url", LocalStack.shared().registryUrl()), false);
      bytes = serializer.serialize(TOPIC, event);
    }
  }

  @Test
  void givesUpOnBytesThatNobodyCanRead() throws Exception {
    // Given
    byte[] truncated = Arrays.copyOf(bytes, bytes.length - 3);
    byte[] foreign = bytes.clone();
    foreign[0] = 1;
    byte[] none = new byte[0];

    // Then
    for (byte[] each : List.of(truncated, foreign, none)) {
      assertThat(decode(LocalStack.shared().registryUrl(), each, false).undecodable()).hasSize(1);
    }
  }

  @Test
  void neverWaitsBecauseOfCorruptBytes() throws Exception {
    // Given
    Random random = new Random(7);
    List<byte[]> corrupt = new ArrayList<>();
    for (int round = 0; round < 2000; round++) {
      byte[] each = bytes.clone();
      each[random.nextInt(HEADER_BYTES, each.length)] =
          (byte) (random.nextBoolean() ? 0xff : random.nextInt());
      corrupt.add(each);
    }

    // Then
    Decoded decoded = decode(LocalStack.shared().registryUrl(), corrupt, false);
    assertThat(decoded.waiting()).isEmpty();
    assertThat(decoded.undecodable()).hasSizeGreaterThan(500);
  }

  @Test
  void givesUpOnAnIdThatAWorkingRegistryDoesNotKnow() throws Exception {
    assertThat(decode(LocalStack.shared().registryUrl(), unknown(), true).undecodable()).hasSize(1);
  }

  @Test
  void waitsForARegistryThatHasForgottenWhatItKnew() throws Exception {
    assertThat(decode(LocalStack.shared().registryUrl(), unknown(), false).waiting())
        .containsOnlyKeys(PARTITION);
  }

  @Test
  void waitsForARegistryThatIsGone() throws Exception {
    assertThat(decode(NOBODY, bytes, false).waiting()).containsOnlyKeys(PARTITION);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 408, 429, 500, 502, 503, 504})
  void waitsForARegistryThatDoesNotAnswerTheQuestion(int status) throws Exception {
    // Given
    HttpServer registry = registryThatAnswers(status);

    // Then
    try {
      String url = "http://127.0.0.1:" + registry.getAddress().getPort();
      assertThat(decode(url, bytes, false).waiting()).containsOnlyKeys(PARTITION);
      assertThat(decode(url, bytes, true).waiting()).containsOnlyKeys(PARTITION);
    } finally {
      registry.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"payment.events", "a.topic.without.this.event"})
  void makesAServiceThatWantsToWriteWait(String topic) throws Exception {
    // Given
    String registry = topic.equals(TOPIC) ? NOBODY : LocalStack.shared().registryUrl();

    // Then
    try (Serializer<Object> serializer = confluents("KafkaAvroSerializer")) {
      serializer.configure(settings(registry), false);
      assertThatThrownBy(() -> serializer.serialize(topic, event))
          .matches(RegistryNeeded::causes, "is the registry's failure");
    }
  }

  private byte[] unknown() {
    return ByteBuffer.wrap(bytes.clone()).putInt(1, UNKNOWN_ID).array();
  }

  private static HttpServer registryThatAnswers(int status) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static Decoded decode(String registry, byte[] value, boolean registryIsComplete)
      throws Exception {
    return decode(registry, List.of(value), registryIsComplete);
  }

  private static Decoded decode(String registry, List<byte[]> values, boolean registryIsComplete)
      throws Exception {
    String type = PaymentCaptured.class.getName();
    try (Deserializer<Object> deserializer = confluents("KafkaAvroDeserializer")) {
      deserializer.configure(settings(registry), false);
      return new Decoder(
              Map.of(TOPIC, Set.of(type)),
              deserializer,
              new TestRegistry(registryIsComplete),
              id -> null)
          .decode(values.stream().map(value -> record(type, value)).toList());
    }
  }

  private static ConsumerRecord<byte[], byte[]> record(String type, byte[] value) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(TOPIC, 0, 0, "anna".getBytes(), value);
    record.headers().add("ce_type", type.getBytes());
    return record;
  }

  private static Map<String, Object> settings(String registry) {
    return Map.of(
        "schema.registry.url",
        registry,
        "auto.register.schemas",
        false,
        "specific.avro.reader",
        true,
        "max.retries",
        0);
  }

  @SuppressWarnings("unchecked")
  private static <T> T confluents(String name) throws ClassNotFoundException {
    return (T) BeanUtils.instantiateClass(Class.forName("io.confluent.kafka.serializers." + name));
  }
}
