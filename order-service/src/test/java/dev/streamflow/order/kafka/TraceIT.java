package dev.streamflow.order.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.order.RunningOrders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

class TraceIT extends RunningOrders {

  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Test
  void keepsTheTraceOfTheRequest() {
    // When
    assertThat(
            http.post()
                .uri("/orders")
                .header("Idempotency-Key", "key")
                .header("traceparent", TRACE)
                .contentType(MediaType.APPLICATION_JSON)
                .content(anOrderOf(mary)))
        .hasStatus(HttpStatus.ACCEPTED);

    // Then
    assertThat(traceOfFirstEvent()).isEqualTo(TRACE);
  }

  @Test
  void beginsATraceWhereTheRequestHasNone() {
    // When
    place();

    // Then
    assertThat(traceOfFirstEvent()).hasSameSizeAs(TRACE).startsWith("00-").isNotEqualTo(TRACE);
  }

  private String traceOfFirstEvent() {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", STACK.bootstrapServers()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor("order.events").stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      ConsumerRecord<String, byte[]> first =
          Awaitility.await()
              .pollInSameThread()
              .until(
                  () ->
                      StreamSupport.stream(
                              consumer.poll(Duration.ofMillis(100)).spliterator(), false)
                          .filter(record -> record.key().equals(mary))
                          .findFirst(),
                  Optional::isPresent)
              .orElseThrow();
      return new String(first.headers().lastHeader("traceparent").value(), StandardCharsets.UTF_8);
    }
  }
}
