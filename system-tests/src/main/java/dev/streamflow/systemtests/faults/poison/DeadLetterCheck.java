package dev.streamflow.systemtests.faults.poison;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import dev.streamflow.schemas.TopicCatalogue;
import dev.streamflow.systemtests.faults.poison.PoisonPublisher.Published;
import dev.streamflow.systemtests.invariants.Finding;
import dev.streamflow.systemtests.invariants.Finding.Violation;
import dev.streamflow.systemtests.witness.Position;
import dev.streamflow.systemtests.witness.Topics;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Compares the dead letter topics with the poison that was published: each record once for each
 * group that reads it, byte for byte, with its origin in the headers of spring-kafka.
 */
final class DeadLetterCheck {
  private static final String PREFIX = "kafka_dlt-original-";

  private final Map<Position, Published> poison;
  private final Map<String, Integer> letters = new HashMap<>();
  private final List<Violation> violations = new ArrayList<>();
  private int compared;

  DeadLetterCheck(List<Published> poison) {
    this.poison = poison.stream().collect(toMap(Published::position, Function.identity()));
  }

  /** Reads the dead letter topics; what others have put there before is left alone. */
  Finding check(String bootstrapServers) {
    for (String service : TopicCatalogue.load().services()) {
      Topics.read(
          bootstrapServers,
          List.of(TopicCatalogue.deadLetterTopicOf(service)),
          letter -> add(service, letter));
    }
    return finding();
  }

  /** What is to be said when all letters were added. */
  Finding finding() {
    poison.values().forEach(this::requireOncePerGroup);
    String figure = String.format(Locale.ROOT, "%,d records, %,d letters", poison.size(), compared);
    return new Finding("poison", "once per group, byte for byte", figure, violations);
  }

  /** Compares a letter with what it was made of. */
  void add(String service, ConsumerRecord<byte[], byte[]> letter) {
    Position origin =
        new Position(
            new String(header(letter, "topic"), UTF_8),
            ByteBuffer.wrap(header(letter, "partition")).getInt(),
            ByteBuffer.wrap(header(letter, "offset")).getLong());
    Published original = poison.get(origin);
    if (original == null) {
      return;
    }
    compared++;
    letters.merge(service + origin, 1, Integer::sum);
    RawRecord content = original.poison().content();
    expect(origin, "key", Arrays.equals(content.key(), letter.key()));
    expect(origin, "value", Arrays.equals(content.value(), letter.value()));
    expect(origin, "headers", beginsWith(content.headers().toArray(), letter.headers().toArray()));
    long timestamp = ByteBuffer.wrap(header(letter, "timestamp")).getLong();
    expect(origin, "timestamp", timestamp == original.timestampMillis());
    String group = new String(header(letter, "consumer-group"), UTF_8);
    expect(origin, "consumer group", group.equals(service));
  }

  private static byte[] header(ConsumerRecord<?, ?> letter, String name) {
    return letter.headers().lastHeader(PREFIX + name).value();
  }

  private static boolean beginsWith(Header[] originals, Header[] headers) {
    return headers.length >= originals.length
        && Arrays.equals(originals, Arrays.copyOf(headers, originals.length));
  }

  private void expect(Position origin, String what, boolean isTheSame) {
    if (!isTheSame) {
      violations.add(
          new Violation(origin.toString(), "differs in its " + what + " as a dead letter"));
    }
  }

  private void requireOncePerGroup(Published original) {
    for (String service : TopicCatalogue.load().services()) {
      int expected = original.poison().groups().contains(service) ? 1 : 0;
      int found = letters.getOrDefault(service + original.position(), 0);
      if (found != expected) {
        String what = "(%s) is %d times among the dead letters of %s, and not %d times";
        violations.add(
            new Violation(
                original.position().toString(),
                what.formatted(original.poison().kind().words(), found, service, expected)));
      }
    }
  }
}
