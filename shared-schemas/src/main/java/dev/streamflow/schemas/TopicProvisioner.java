package dev.streamflow.schemas;

import dev.streamflow.schemas.TopicMismatch.Difference;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidMetadataException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates the topics of the catalogue where they are missing. Existing topics are never changed: a
 * difference is an error, because the order per user depends on the number of partitions.
 *
 * <p>How long it waits for the cluster is said by the admin client's {@code
 * default.api.timeout.ms}.
 */
public final class TopicProvisioner {

  private static final String HELP =
      """
      Creates the Kafka topics of topics.yaml that are missing and verifies those that exist.

      Options (or environment variables):
        --bootstrap-servers LIST  Kafka (STREAMFLOW_KAFKA_BOOTSTRAP_SERVERS)
        --replication-factor N    copies of each partition, 1 by default; at least 3 in production
        --wait SECONDS            how long to wait for Kafka to answer, 60 by default
        --help                    this text
      """;

  private static final int LONGEST_REQUEST_MILLIS = 30_000;

  private static final Duration LEADERS_WITHIN = Duration.ofSeconds(30);
  private static final Duration LEADERS_AGAIN_AFTER = Duration.ofMillis(50);

  private final Admin admin;
  private final TopicCatalogue catalogue;

  public TopicProvisioner(Admin admin, TopicCatalogue catalogue) {
    this.admin = admin;
    this.catalogue = catalogue;
  }

  /**
   * Verifies the topics that exist, creates the others, and waits until every partition has a
   * leader that answers. May be repeated, and run by several at once.
   *
   * @param replicas the replication factor; from 3 on, one replica fewer must have a record before
   *     it is acknowledged
   * @throws TopicMismatch if a topic that exists differs from the catalogue; nothing is created
   *     then
   * @throws KafkaException if the cluster does not answer in time or refuses
   */
  public void provision(int replicas) {
    List<Difference> differences =
        TopicCheck.withReplicas(admin, replicas).differences(catalogue.topics());
    List<Difference> wrong = differences.stream().filter(d -> !d.isMissingTopic()).toList();
    if (!wrong.isEmpty()) {
      throw new TopicMismatch(wrong);
    }
    create(differences.stream().map(Difference::topic).collect(Collectors.toSet()), replicas);
    awaitLeaders();
  }

  /**
   * Verifies that the topics which a service reads and writes exist, with the partitions and
   * settings of the catalogue. Changes nothing.
   *
   * @param service the service's name in the catalogue
   * @throws TopicMismatch naming every difference
   * @throws KafkaException if the cluster does not answer in time
   */
  public void check(String service) {
    Collection<String> read = catalogue.readBy(service).keySet();
    List<Topic> topics =
        catalogue.topics().stream()
            .filter(topic -> topic.owner().equals(service) || read.contains(topic.name()))
            .toList();
    List<Difference> differences = new TopicCheck(admin).differences(topics);
    if (!differences.isEmpty()) {
      throw new TopicMismatch(differences);
    }
  }

  private void create(Set<String> missing, int replicas) {
    List<NewTopic> topics =
        catalogue.topics().stream()
            .filter(topic -> missing.contains(topic.name()))
            .map(
                topic ->
                    new NewTopic(topic.name(), topic.partitions(), (short) replicas)
                        .configs(topic.settings(replicas)))
            .toList();
    admin.createTopics(topics).values().values().forEach(TopicProvisioner::awaitCreation);
  }

  private static void awaitCreation(KafkaFuture<Void> creation) {
    try {
      Answers.of(creation);
    } catch (TopicExistsException _) {
      // Another provisioner of the same catalogue was faster.
    }
  }

  /**
   * A producer that starts before the leaders of a new topic are known may never recover. That each
   * leader answers for its partition proves that it has taken over.
   */
  private void awaitLeaders() {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    catalogue.topics().stream()
        .flatMap(TopicProvisioner::partitionsOf)
        .forEach(partition -> ends.put(partition, OffsetSpec.latest()));
    Instant deadline = Instant.now().plus(LEADERS_WITHIN);
    while (!answer(ends, deadline)) {
      LockSupport.parkNanos(LEADERS_AGAIN_AFTER.toNanos());
    }
  }

  /** A broker may not have heard yet of a topic that another, or it itself, has just created. */
  private boolean answer(Map<TopicPartition, OffsetSpec> ends, Instant deadline) {
    try {
      Answers.of(admin.listOffsets(ends).all());
      return true;
    } catch (InvalidMetadataException e) {
      if (Instant.now().isAfter(deadline)) {
        throw e;
      }
      return false;
    }
  }

  private static Stream<TopicPartition> partitionsOf(Topic topic) {
    return IntStream.range(0, topic.partitions())
        .mapToObj(partition -> new TopicPartition(topic.name(), partition));
  }

  public static void main(String[] args) {
    List<String> options = List.of("--bootstrap-servers", "--replication-factor", "--wait");
    System.exit(CommandArguments.run(args, HELP, options, TopicProvisioner::run));
  }

  private static void run(CommandArguments arguments) {
    String servers = arguments.get("--bootstrap-servers", "STREAMFLOW_KAFKA_BOOTSTRAP_SERVERS");
    int patienceMillis = Math.toIntExact(arguments.patience().toMillis());
    int requestMillis = Math.min(patienceMillis, LONGEST_REQUEST_MILLIS);
    TopicCatalogue catalogue = TopicCatalogue.load();
    try (Admin admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patienceMillis,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, requestMillis))) {
      new TopicProvisioner(admin, catalogue).provision(arguments.number("--replication-factor", 1));
    }
    catalogue.topics().forEach(topic -> System.out.println(topic.name() + " is ready"));
  }
}
