package dev.streamflow.systemtests.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamflow.schemas.TopicCatalogue;
import dev.streamflow.schemas.TopicProvisioner;
import dev.streamflow.systemtests.invariants.Finding;
import dev.streamflow.systemtests.invariants.Finding.Violation;
import dev.streamflow.systemtests.running.BacklogMeter;
import dev.streamflow.systemtests.running.LaunchOptions;
import dev.streamflow.systemtests.running.LocalSystem;
import dev.streamflow.systemtests.running.Quiet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A consumer service that joins when there is history already, as any new one would: with a name in
 * the catalogue, which makes it a group of its own, and with an empty database. Its program is
 * notification-service's, so its rows can be compared with those of the group that was there all
 * the time. A newcomer does what it is told by events that are long past: this one writes mails.
 */
final class Newcomer implements AutoCloseable {
  private static final String NAME = "newcomer";
  private static final String MODEL = "notification-service";
  private static final String CATALOGUE = "topics.yaml";

  private static final String TOLD =
      """
      SELECT order_id::text, concat_ws(' ', user_id, status, outcome, reason, detail, message_id)
      FROM notification
      """;

  private final LocalSystem system;
  private final TopicCatalogue catalogue;
  private final Path folder;
  private final String process;

  private Newcomer(LocalSystem system, TopicCatalogue catalogue, Path folder, String process) {
    this.system = system;
    this.catalogue = catalogue;
    this.folder = folder;
    this.process = process;
  }

  /** Adds it to a running system. */
  static Newcomer join(LocalSystem system) throws IOException {
    String yaml = catalogueWithNewcomer();
    TopicCatalogue catalogue = TopicCatalogue.read(new ByteArrayInputStream(yaml.getBytes(UTF_8)));
    try (Admin kafka = Admin.create(Map.of("bootstrap.servers", system.bootstrapServers()))) {
      new TopicProvisioner(kafka, catalogue).provision(1);
    }
    JdbcClient.create(system.databaseOf(MODEL)).sql("CREATE SCHEMA " + NAME).update();
    Path folder = Files.createTempDirectory(NAME);
    Files.writeString(folder.resolve(CATALOGUE), yaml);
    LaunchOptions options =
        LaunchOptions.USUAL
            .withClassPath(folder)
            .withSetting("spring.application.name", NAME)
            .withSetting("spring.datasource.url", schemaOf(system).getURL());
    return new Newcomer(system, catalogue, folder, system.programs().addReplica(MODEL, options));
  }

  /** It reads what its model reads. */
  private static String catalogueWithNewcomer() throws IOException {
    try (InputStream yaml = TopicCatalogue.class.getResourceAsStream("/" + CATALOGUE)) {
      return new String(yaml.readAllBytes(), UTF_8).replace(MODEL, MODEL + ", " + NAME);
    }
  }

  /** A schema does for a database: the roles of the services cannot create any. */
  private static PGSimpleDataSource schemaOf(LocalSystem system) {
    PGSimpleDataSource schema = (PGSimpleDataSource) system.databaseOf(MODEL);
    schema.setCurrentSchema(NAME);
    return schema;
  }

  /** Waits until it has read everything, then compares. */
  Finding compareWithModel() throws InterruptedException {
    Instant began = Instant.now();
    try (BacklogMeter meter =
        new BacklogMeter(catalogue, system.bootstrapServers(), this::databaseOf)) {
      Quiet.await(meter, backlog -> {});
    }
    double seconds = Duration.between(began, Instant.now()).toMillis() / 1000.0;
    Map<String, String> expected = told(system.databaseOf(MODEL));
    Map<String, String> built = told(databaseOf(NAME));
    String figure =
        String.format(
            Locale.ROOT,
            "%,d of %,d customers told, %.1f s",
            built.size(),
            expected.size(),
            seconds);
    return new Finding(
        "replay", "a new group builds the same state", figure, differences(expected, built));
  }

  private DataSource databaseOf(String service) {
    return service.equals(NAME) ? schemaOf(system) : system.databaseOf(service);
  }

  private static Map<String, String> told(DataSource database) {
    return JdbcClient.create(database)
        .sql(TOLD)
        .query((row, number) -> Map.entry(row.getString(1), row.getString(2)))
        .stream()
        .collect(Collectors.toMap(Entry::getKey, Entry::getValue));
  }

  private static List<Violation> differences(
      Map<String, String> expected, Map<String, String> built) {
    List<Violation> differences = new ArrayList<>();
    expected.forEach(
        (order, told) -> {
          if (!told.equals(built.get(order))) {
            String what = "its customer was told \"%s\", by the newcomer \"%s\"";
            differences.add(new Violation(order, what.formatted(told, built.get(order))));
          }
        });
    built.keySet().stream()
        .filter(order -> !expected.containsKey(order))
        .map(order -> new Violation(order, "only the newcomer knows it"))
        .forEach(differences::add);
    return differences;
  }

  /** Stops it and removes what it has stored. */
  @Override
  public void close() throws IOException {
    system.programs().stop(List.of(process));
    Files.delete(folder.resolve(CATALOGUE));
    Files.delete(folder);
    JdbcClient.create(system.databaseOf(MODEL)).sql("DROP SCHEMA " + NAME + " CASCADE").update();
  }
}
