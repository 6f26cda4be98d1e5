package dev.streamflow.systemtests.faults.poison;

import static java.util.stream.Collectors.toSet;

import dev.streamflow.schemas.Topic;
import dev.streamflow.schemas.TopicCatalogue;
import dev.streamflow.systemtests.faults.poison.PoisonPublisher.Published;
import dev.streamflow.systemtests.invariants.Finding;
import dev.streamflow.systemtests.invariants.Finding.Violation;
import dev.streamflow.systemtests.witness.Position;
import dev.streamflow.systemtests.witness.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Checks the oracle: it would be worthless if it rejected what the services have written. */
final class OracleCheck {
  private final PoisonOracle oracle;
  private final Set<Position> poison;
  private final long sinceMillis;
  private final List<Violation> violations = new ArrayList<>();
  private int accepted;

  /**
   * @param since only what was written from then on
   */
  OracleCheck(Contracts contracts, List<Published> poison, Instant since) {
    this.oracle = new PoisonOracle(contracts, Instant.now(), order -> true);
    this.poison = poison.stream().map(Published::position).collect(toSet());
    this.sinceMillis = since.toEpochMilli();
  }

  Finding check(String bootstrapServers) {
    List<String> topics = TopicCatalogue.load().eventTopics().stream().map(Topic::name).toList();
    Topics.read(bootstrapServers, topics, this::judge);
    String figure = String.format(Locale.ROOT, "%,d records of the services", accepted);
    return new Finding("poison", "the oracle accepts all others", figure, violations);
  }

  private void judge(ConsumerRecord<byte[], byte[]> written) {
    Position position = new Position(written.topic(), written.partition(), written.offset());
    if (written.timestamp() < sinceMillis || poison.contains(position)) {
      return;
    }
    if (oracle.judge(RawRecord.of(written)).isHealthy()) {
      accepted++;
    } else {
      violations.add(new Violation(position.toString(), "is rejected, and no poison"));
    }
  }
}
