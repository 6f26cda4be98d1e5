package dev.streamflow.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.streamflow.events.Money;
import dev.streamflow.events.OrderConfirmed;
import dev.streamflow.schemas.TopicCatalogue;
import dev.streamflow.schemas.TopicProvisioner;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LocalStackIT {

  private static final TopicCatalogue CATALOGUE = TopicCatalogue.load();
  private static final StackKind KIND = StackKind.configured().orElseGet(StackKind::automatic);

  @TempDir static Path folder;
  private static LocalStack stack;

  @BeforeAll
  static void start() {
    stack = LocalStack.start(folder.resolve("stack"), Speed.START, KIND);
  }

  @AfterAll
  static void stop() {
    stack.stop();
  }

  @Test
  void runsFourServers() {
    assertThat(stack.isAlive()).isTrue();
    assertThat(stack.servers())
        .extracting(ServerHandle::name)
        .containsExactlyInAnyOrder("kafka", "postgres", "redis", "registry");
  }

  @Test
  void hasTheTopicsOfTheCatalogue() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
      TopicProvisioner topics = new TopicProvisioner(admin, CATALOGUE);
      assertThat(CATALOGUE.services()).isNotEmpty().allSatisfy(topics::check);
    }
  }

  @Test
  void givesEachServiceADatabaseOfItsOwn() {
    assertThat(CATALOGUE.services())
        .allSatisfy(
            service -> {
              String expected = service.replace('-', '_');
              assertThat(ask(stack.databaseOf(service), "SELECT current_database()"))
                  .isEqualTo(expected);
              assertThat(ask(stack.databaseOf(service), "SELECT current_user")).isEqualTo(expected);
              assertThat(ask(stack.databaseOf(service), "SHOW is_superuser")).isEqualTo("off");
              assertThat(ask(stack.databaseOf(service), "SHOW fsync")).isEqualTo("on");
            });
  }

  @Test
  void keepsARoleOutOfTheOtherDatabases() {
    Map<String, String> order = stack.settingsOf("order-service");
    Map<String, String> payment = stack.settingsOf("payment-service");
    DataSource foreign =
        Databases.dataSource(
            payment.get("spring.datasource.url"),
            order.get("spring.datasource.username"),
            order.get("spring.datasource.password"));

    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(foreign::getConnection)
        .withMessageContaining("permission denied for database");
  }

  @Test
  void asksForPasswords() {
    Map<String, String> order = stack.settingsOf("order-service");
    DataSource withoutPassword =
        Databases.dataSource(
            order.get("spring.datasource.url"), order.get("spring.datasource.username"), "guess");

    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(withoutPassword::getConnection)
        .withMessageContaining("password authentication failed");
    assertThat(commandLines())
        .noneMatch(line -> line.contains(order.get("spring.datasource.password")));
  }

  @Test
  void carriesEvents() {
    try (EventLog events = EventLog.of(stack)) {
      // Given
      OrderConfirmed event = anOrderConfirmed();
      OrderConfirmed other = anOrderConfirmed();

      // When
      events.publish(event);
      events.publish(other);
      events.publish(event);

      // Then
      assertThat(
              events.await(OrderConfirmed.class, it -> it.getOrderId().equals(event.getOrderId())))
          .isEqualTo(event);
      assertThat(events.all(OrderConfirmed.class, it -> it.getOrderId().equals(event.getOrderId())))
          .containsExactly(event, event);
    }
  }

  @Test
  void saysWhichServerDidNotComeUpAndLeavesNothing() {
    // Given
    StackDirectory directory = new StackDirectory(folder.resolve("second"));
    Endpoints free = NewEndpoints.forServices(TopicCatalogue.load().services());
    List<Server> servers = new ArrayList<>(Servers.all(KIND, free, directory, Speed.START));
    servers.add(new BrokenServer());

    // When: one ends at once, while the others are still being prepared
    assertThatExceptionOfType(LocalStackException.class)
        .isThrownBy(() -> LocalStack.start(directory, free, servers))
        .withMessageContaining("broken")
        .withMessageContaining("ended while it was starting");

    // Then
    assertThat(directory.read()).isEmpty();
    assertThat(commandLines()).noneMatch(line -> line.contains(directory.path().toString()));
    assertThat(stack.isAlive()).isTrue();
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void leavesNoProcessAndNoPortWhenStopped() {
    List<ServerHandle> servers = stack.servers();
    Endpoints endpoints = stack.endpoints();

    stack.stop();

    assertThat(servers).hasSize(4).noneMatch(ServerHandle::isAlive);
    assertThat(
            List.of(
                endpoints.kafkaPort(),
                endpoints.kafkaControllerPort(),
                endpoints.registryPort(),
                endpoints.redis().port(),
                endpoints.postgres().port()))
        .allSatisfy(
            port ->
                assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> Probe.connect(port).close()));
    assertThat(folder.resolve("stack").resolve("data")).doesNotExist();
  }

  private static OrderConfirmed anOrderConfirmed() {
    return OrderConfirmed.newBuilder()
        .setEventId(UUID.randomUUID())
        .setOccurredAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
        .setUserId("user-1")
        .setOrderId(UUID.randomUUID())
        .setTotal(new Money(1250L, "USD"))
        .build();
  }

  private static String ask(DataSource database, String question) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(question)) {
      answer.next();
      return answer.getString(1);
    }
  }

  private static List<String> commandLines() {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().commandLine().stream())
        .toList();
  }

  private static final class BrokenServer implements Server {

    @Override
    public String name() {
      return "broken";
    }

    @Override
    public void prepare() {}

    @Override
    public ProcessSpec spec() {
      return ProcessSpec.command(name(), List.of("sh", "-c", "exit 3")).readyWhen(() -> false);
    }

    @Override
    public void furnish() {
      throw new AssertionError("it has never been ready");
    }
  }
}
