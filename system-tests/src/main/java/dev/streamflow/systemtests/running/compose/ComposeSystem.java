package dev.streamflow.systemtests.running.compose;

import dev.streamflow.systemtests.Problem;
import dev.streamflow.systemtests.running.RunningSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The system that Docker Compose runs, reached at the ports that its containers publish. It was
 * there before, and stays.
 */
public final class ComposeSystem implements RunningSystem {
  private static final String SOME_SERVICE = "order-service";
  private static final String LISTENERS = "KAFKA_LISTENERS";
  private static final Pattern HOST_LISTENER = Pattern.compile("HOST://[^,]*:(\\d+)");
  private static final String LOOPBACK = "127.0.0.1";

  /** Docker takes CPU time to answer. */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

  private final ComposeProject project;
  private final Path folder;
  private final List<Container> containers;
  private Instant nextLook = Instant.MIN;

  private ComposeSystem(ComposeProject project, Path folder) {
    this.project = project;
    this.folder = folder;
    this.containers = project.containers();
  }

  /**
   * The system of a Compose file.
   *
   * @param repository where the file is
   * @param folder for the client's log
   * @throws Problem if nothing of it is there
   */
  public static ComposeSystem attach(Path repository, Path folder) {
    return new ComposeSystem(ComposeProject.in(repository), folder);
  }

  public ComposeProject project() {
    return project;
  }

  @Override
  public URI addressOf(String program) {
    Container container = container(program);
    int port = container.ports().keySet().stream().findFirst().orElse(0);
    return URI.create("http://" + LOOPBACK + ":" + container.published(port));
  }

  /** The listener for this machine, of every broker. */
  @Override
  public String bootstrapServers() {
    return containers.stream()
        .filter(container -> settings(container).containsKey(LISTENERS))
        .map(broker -> "localhost:" + broker.published(hostPort(settings(broker))))
        .collect(Collectors.joining(","));
  }

  private Map<String, String> settings(Container container) {
    return project.file().environments().get(container.service());
  }

  private static int hostPort(Map<String, String> broker) {
    Matcher listener = HOST_LISTENER.matcher(broker.get(LISTENERS));
    if (!listener.find()) {
      throw new IllegalArgumentException("no HOST among " + broker.get(LISTENERS));
    }
    return Integer.parseInt(listener.group(1));
  }

  @Override
  public URI registry() {
    return seenFromHere(
        URI.create(project.file().setting(SOME_SERVICE, "STREAMFLOW_REGISTRY_URL")));
  }

  @Override
  public DataSource databaseOf(String service) {
    ComposeFile file = project.file();
    String jdbc = "jdbc:";
    URI inside =
        URI.create(file.setting(service, "SPRING_DATASOURCE_URL").substring(jdbc.length()));
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(jdbc + seenFromHere(inside));
    source.setUser(file.setting(service, "SPRING_DATASOURCE_USERNAME"));
    source.setPassword(file.setting(service, "SPRING_DATASOURCE_PASSWORD"));
    return source;
  }

  /** The same address, at the port of this machine that leads there. */
  private URI seenFromHere(URI inside) {
    int port = container(inside.getHost()).published(inside.getPort());
    return URI.create(
        "%s://%s:%d%s".formatted(inside.getScheme(), LOOPBACK, port, inside.getPath()));
  }

  private Container container(String service) {
    return containers.stream()
        .filter(container -> container.service().equals(service))
        .findFirst()
        .orElseThrow(
            () ->
                new Problem(
                    "the Compose project %s has no %s".formatted(project.name(), service),
                    "start it: docker compose up -d --wait"));
  }

  /** One for each life of the databases: with new volumes, what was promised before is gone. */
  @Override
  public Path clientLog() {
    long system =
        JdbcClient.create(databaseOf(SOME_SERVICE))
            .sql("SELECT system_identifier FROM pg_control_system()")
            .query(Long.class)
            .single();
    Path logs = folder.resolve("compose").resolve(project.name());
    try {
      return Files.createDirectories(logs).resolve("accepted-" + system + ".jsonl");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void requireAlive() {
    if (Instant.now().isAfter(nextLook)) {
      project.requireReady();
      nextLook = Instant.now().plus(BETWEEN_LOOKS);
    }
  }

  @Override
  public Map<String, Duration> cpuByProcess() {
    return project.cpu();
  }

  @Override
  public String logCommand(String part) {
    return "./streamflow logs " + part + " --docker";
  }

  @Override
  public void close() {
    // It was there before.
  }
}
