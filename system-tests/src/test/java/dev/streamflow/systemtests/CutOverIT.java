package dev.streamflow.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.schemas.SchemaRegistrar;
import dev.streamflow.schemas.SchemaRegistryClient;
import dev.streamflow.schemas.TopicCatalogue;
import dev.streamflow.schemas.TopicProvisioner;
import dev.streamflow.systemtests.demo.DemoOrder;
import dev.streamflow.systemtests.demo.DemoOrder.Line;
import dev.streamflow.systemtests.demo.Shop;
import dev.streamflow.systemtests.invariants.EventsApplyInOrder;
import dev.streamflow.systemtests.invariants.Finding;
import dev.streamflow.systemtests.invariants.Invariant;
import dev.streamflow.systemtests.running.BacklogMeter;
import dev.streamflow.systemtests.running.LaunchOptions;
import dev.streamflow.systemtests.running.LocalSystem;
import dev.streamflow.systemtests.running.Ports;
import dev.streamflow.systemtests.running.Quiet;
import dev.streamflow.systemtests.witness.ClientLogWriter;
import dev.streamflow.systemtests.witness.Offsets;
import dev.streamflow.systemtests.witness.Position;
import dev.streamflow.systemtests.witness.PublishedEvent;
import dev.streamflow.systemtests.witness.Topics;
import dev.streamflow.systemtests.witness.Witnesses;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rehearses the way to more partitions that docs/scale.md describes: drain, and cut over to new
 * topics. A system of its own, as it does not come back.
 */
class CutOverIT {
  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
  private static final TopicCatalogue FORMER = TopicCatalogue.load();
  private static final String SUFFIX = ".v2";
  private static final int FORMER_PARTITIONS = 24;
  private static final int USERS = 10;
  private static final int ORDERS_PER_USER = 3;

  private static LocalSystem system;
  private static String sku;

  @BeforeAll
  static void start() throws Exception {
    system = LocalSystem.start(REPOSITORY, Path.of("target", "cut-over"), Ports.free(), part -> {});
    sku = SharedSystem.skus().stream().sorted().findFirst().orElseThrow();
  }

  @AfterAll
  static void stop() {
    system.close();
  }

  @Test
  void movesToMorePartitionsAndKeepsEveryPromise(@TempDir Path folder) throws Exception {
    // Given: a system at work, and a catalogue with other names and half as many partitions more
    List<UUID> first = placeOrders("before");
    String yaml = catalogueWithMorePartitions();
    TopicCatalogue latter = TopicCatalogue.read(new ByteArrayInputStream(yaml.getBytes(UTF_8)));

    // When: the intake is closed, what is under way ends, and the services stop
    awaitDrained(FORMER);
    system.programs().stop(FORMER.services());
    awaitDrained(FORMER);
    assertThat(Invariant.checkAll(system.witnesses())).allMatch(Finding::holds);

    // When: they come back with new topics
    provision(latter);
    Files.writeString(folder.resolve("topics.yaml"), yaml);
    LaunchOptions options = LaunchOptions.USUAL.withClassPath(folder);
    system
        .programs()
        .start(latter.services().stream().collect(Collectors.toMap(each -> each, _ -> options)));

    // When: customers who had no answer repeat their orders, and place more
    List<UUID> repeated = placeOrders("before");
    List<UUID> second = placeOrders("after");
    awaitDrained(latter);

    // Then
    assertThat(repeated).isEqualTo(first);
    List<PublishedEvent> former = events(FORMER);
    assertThat(former).extracting(PublishedEvent::orderId).doesNotContainAnyElementsOf(second);
    List<PublishedEvent> all = Stream.concat(former.stream(), events(latter).stream()).toList();
    assertThat(all)
        .filteredOn(event -> event.type().equals("OrderConfirmed"))
        .extracting(PublishedEvent::orderId)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(first.stream(), second.stream()).toList());
    assertThat(orderPerUser(all).violations()).isEmpty();
    assertThat(appliedPerUser(all)).allSatisfy((line, topics) -> assertThat(topics).isSorted());

    // Then: but for the order, it is as if the partitions had been added, which breaks the order
    assertThat(Invariant.checkAll(asIfPartitionsHadBeenAdded(all, latter)))
        .filteredOn(finding -> !finding.holds())
        .extracting(Finding::id)
        .containsExactly("I6");
  }

  /** Each user's orders follow each other at once, so that they are under way together. */
  private static List<UUID> placeOrders(String name) throws Exception {
    List<UUID> ids = new ArrayList<>();
    try (ClientLogWriter log = new ClientLogWriter(system.clientLog());
        Shop shop = new Shop(system.addressOf("order-service"), log)) {
      shop.deliver(system.addressOf("inventory-service"), name, Map.of(sku, 1_000L));
      for (int number = 0; number < ORDERS_PER_USER * USERS; number++) {
        DemoOrder order = new DemoOrder("user-" + number % USERS, "US", List.of(new Line(sku, 1)));
        ids.add(shop.place(order, name + "-" + number));
      }
    }
    return ids;
  }

  private static String catalogueWithMorePartitions() throws IOException {
    try (InputStream yaml = TopicCatalogue.class.getResourceAsStream("/topics.yaml")) {
      String text = new String(yaml.readAllBytes(), UTF_8);
      int deadLetters = text.indexOf("deadLetters:");
      return text.substring(0, deadLetters)
              .replace("partitions: 24", "partitions: 36")
              .replaceAll("(?m)(- name: .*)$", "$1" + SUFFIX)
          + text.substring(deadLetters);
    }
  }

  /**
   * Nothing to read, publish, call or try again; nothing to decide, and no order without an end.
   */
  private static void awaitDrained(TopicCatalogue catalogue) throws Exception {
    try (BacklogMeter meter =
        new BacklogMeter(catalogue, system.bootstrapServers(), system::databaseOf)) {
      assertThat(Quiet.await(meter, backlog -> {})).isEmpty();
    }
  }

  private static void provision(TopicCatalogue catalogue) {
    try (Admin kafka = Admin.create(Map.of("bootstrap.servers", system.bootstrapServers()))) {
      new TopicProvisioner(kafka, catalogue).provision(1);
    }
    Map<String, String> settings = Map.of("schema.registry.url", system.registry().toString());
    try (SchemaRegistryClient registry = SchemaRegistryClient.of(settings)) {
      new SchemaRegistrar(registry, catalogue).register(Duration.ZERO);
    }
  }

  private static List<PublishedEvent> events(TopicCatalogue catalogue) {
    return Topics.read(system.bootstrapServers(), system.registry(), catalogue);
  }

  /** Within each topic. */
  private static Finding orderPerUser(List<PublishedEvent> events) throws Exception {
    Witnesses found = system.witnesses();
    return new EventsApplyInOrder()
        .check(
            new Witnesses(
                found.offsets(), found.databases(), found.ledger(), events, found.clientLog()));
  }

  /** From which topics a group has applied the events of a user, in that order. */
  private static Map<String, List<String>> appliedPerUser(List<PublishedEvent> events)
      throws Exception {
    Map<UUID, PublishedEvent> byId =
        events.stream().collect(Collectors.toMap(PublishedEvent::eventId, event -> event));
    Map<String, List<String>> applied = new HashMap<>();
    system
        .witnesses()
        .databases()
        .journals()
        .forEach(
            (group, journal) ->
                journal.applied().stream()
                    .map(byId::get)
                    .forEach(
                        event ->
                            applied
                                .computeIfAbsent(
                                    group
                                        + " "
                                        + event.key()
                                        + " "
                                        + former(event.position().topic()),
                                    line -> new ArrayList<>())
                                .add(event.position().topic())));
    return applied;
  }

  /** The partitions of the new topics stand behind those of the former ones. */
  private static Witnesses asIfPartitionsHadBeenAdded(
      List<PublishedEvent> events, TopicCatalogue latter) throws Exception {
    Witnesses found = system.witnesses();
    return new Witnesses(
        added(offsets(latter)),
        found.databases(),
        found.ledger(),
        events.stream().map(CutOverIT::added).toList(),
        found.clientLog());
  }

  private static Offsets offsets(TopicCatalogue latter) throws Exception {
    try (Admin kafka = Admin.create(Map.of("bootstrap.servers", system.bootstrapServers()))) {
      Offsets before = Offsets.read(kafka, FORMER.services());
      Offsets after = Offsets.read(kafka, latter.services(), latter);
      Map<TopicPartition, Long> ends = new HashMap<>(before.ends());
      ends.putAll(after.ends());
      return new Offsets(after.committed(), ends);
    }
  }

  private static Offsets added(Offsets offsets) {
    Map<String, Map<TopicPartition, Long>> committed = new HashMap<>();
    offsets.committed().forEach((group, of) -> committed.put(group, added(of)));
    return new Offsets(committed, added(offsets.ends()));
  }

  private static Map<TopicPartition, Long> added(Map<TopicPartition, Long> offsets) {
    return offsets.entrySet().stream()
        .collect(Collectors.toMap(each -> added(each.getKey()), Map.Entry::getValue));
  }

  private static PublishedEvent added(PublishedEvent event) {
    Position at = event.position();
    TopicPartition partition = added(new TopicPartition(at.topic(), at.partition()));
    Position position = new Position(partition.topic(), partition.partition(), at.offset());
    return new PublishedEvent(
        position, event.key(), event.type(), event.eventId(), event.orderId());
  }

  private static TopicPartition added(TopicPartition partition) {
    String former = former(partition.topic());
    return former.equals(partition.topic())
        ? partition
        : new TopicPartition(former, FORMER_PARTITIONS + partition.partition());
  }

  private static String former(String topic) {
    return topic.endsWith(SUFFIX) ? topic.substring(0, topic.length() - SUFFIX.length()) : topic;
  }
}
