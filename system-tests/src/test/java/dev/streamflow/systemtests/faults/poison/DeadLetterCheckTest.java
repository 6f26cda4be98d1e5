package dev.streamflow.systemtests.faults.poison;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.systemtests.faults.poison.PoisonPublisher.Published;
import dev.streamflow.systemtests.faults.poison.PoisonSupply.Poison;
import dev.streamflow.systemtests.invariants.Finding;
import dev.streamflow.systemtests.invariants.Finding.Violation;
import dev.streamflow.systemtests.witness.Position;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** The check notices whatever may be wrong with a dead letter. */
class DeadLetterCheckTest {
  private static final String GROUP = "shipping-service";
  private static final Position ORIGIN = new Position("payment.events", 3, 17);
  private static final long TIMESTAMP_MILLIS = 1_700_000_000_000L;
  private static final RawRecord CONTENT =
      new RawRecord(ORIGIN.topic(), bytes("user-1"), bytes("no Avro"), headers("ce_type", "?"));

  private final DeadLetterCheck check =
      new DeadLetterCheck(
          List.of(
              new Published(
                  new Poison(PoisonKind.RANDOM_BYTES, CONTENT, Set.of(GROUP)),
                  ORIGIN,
                  TIMESTAMP_MILLIS)));

  @Test
  void acceptsOneLetterForTheGroupThatReadsIt() {
    check.add(GROUP, letter(CONTENT, GROUP, TIMESTAMP_MILLIS));

    assertThat(check.finding().holds()).isTrue();
  }

  @Test
  void leavesLettersOfOthersAlone() {
    check.add(GROUP, letter(CONTENT, GROUP, TIMESTAMP_MILLIS));
    RawRecord other = new RawRecord("order.events", null, null, headers("a", "b"));
    check.add(GROUP, letter(other, GROUP, TIMESTAMP_MILLIS));

    assertThat(check.finding().holds()).isTrue();
  }

  @Test
  void noticesALostLetter() {
    assertThat(whats(check.finding()))
        .singleElement()
        .asString()
        .contains("is 0 times among the dead letters of " + GROUP + ", and not 1 times");
  }

  @Test
  void noticesALetterThatIsThereTwice() {
    check.add(GROUP, letter(CONTENT, GROUP, TIMESTAMP_MILLIS));
    check.add(GROUP, letter(CONTENT, GROUP, TIMESTAMP_MILLIS));

    assertThat(whats(check.finding())).singleElement().asString().contains("is 2 times");
  }

  @Test
  void noticesALetterOfAGroupThatDoesNotReadIt() {
    check.add(GROUP, letter(CONTENT, GROUP, TIMESTAMP_MILLIS));
    check.add("order-service", letter(CONTENT, "order-service", TIMESTAMP_MILLIS));

    assertThat(whats(check.finding()))
        .singleElement()
        .asString()
        .contains("is 1 times among the dead letters of order-service, and not 0 times");
  }

  @Test
  void noticesWhateverWasChanged() {
    check.add(GROUP, letter(CONTENT.withKey(bytes("user-2")), GROUP, TIMESTAMP_MILLIS));
    check.add(GROUP, letter(CONTENT.withValue(bytes("no avro")), GROUP, TIMESTAMP_MILLIS));
    check.add(GROUP, letter(CONTENT.withHeader("ce_type", null), GROUP, TIMESTAMP_MILLIS));
    check.add(GROUP, letter(CONTENT, GROUP, TIMESTAMP_MILLIS + 1));
    check.add(GROUP, letter(CONTENT, "order-service", TIMESTAMP_MILLIS));

    assertThat(whats(check.finding()))
        .contains(
            "differs in its key as a dead letter",
            "differs in its value as a dead letter",
            "differs in its headers as a dead letter",
            "differs in its timestamp as a dead letter",
            "differs in its consumer group as a dead letter");
  }

  private static ConsumerRecord<byte[], byte[]> letter(
      RawRecord content, String group, long timestampMillis) {
    Position origin =
        content.topic().equals(ORIGIN.topic()) ? ORIGIN : new Position(content.topic(), 0, 0);
    Headers headers =
        new RecordHeaders(content.headers().toArray())
            .add("kafka_dlt-original-topic", bytes(origin.topic()))
            .add(
                "kafka_dlt-original-partition",
                ByteBuffer.allocate(Integer.BYTES).putInt(origin.partition()).array())
            .add("kafka_dlt-original-offset", eightBytes(origin.offset()))
            .add("kafka_dlt-original-timestamp", eightBytes(timestampMillis))
            .add("kafka_dlt-original-consumer-group", bytes(group));
    return new ConsumerRecord<>(
        group + ".dlq",
        0,
        0,
        TIMESTAMP_MILLIS,
        TimestampType.CREATE_TIME,
        ConsumerRecord.NULL_SIZE,
        ConsumerRecord.NULL_SIZE,
        content.key(),
        content.value(),
        headers,
        Optional.empty());
  }

  private static List<String> whats(Finding finding) {
    return finding.violations().stream().map(Violation::what).toList();
  }

  private static Headers headers(String name, String value) {
    return new RecordHeaders().add(name, bytes(value));
  }

  private static byte[] eightBytes(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
