package dev.streamflow.systemtests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class StreamflowTest {
  private static final int USAGE = 2;

  @TempDir private Path repository;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void useAnEmptyRepository() {
    System.setProperty("streamflow.root", repository.toString());
  }

  @AfterEach
  void forgetIt() {
    System.clearProperty("streamflow.root");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"demo", "faults", "plan", "up", "status", "logs", "orders", "verify", "down"})
  void explainsEachCommand(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(out.toString()).contains("./streamflow " + command);
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("  " + command);
  }

  @Test
  void namesTheCommandsIfNoneOrAnUnknownOneIsGiven() {
    assertThat(run()).isEqualTo(USAGE);
    assertThat(run("dance")).isEqualTo(USAGE);
    assertThat(err.toString()).contains("demo", "up", "down");
  }

  @Test
  void refusesArgumentsThatMakeNoSense() {
    assertRefused("--orders 0 is too few", "demo", "--orders", "0");
    assertRefused("--rate -1.0 is no rate", "demo", "--rate", "-1");
    assertRefused("--rate NaN is no rate", "demo", "--rate", "NaN");
    assertThat(run("demo", "--orders", "many")).isEqualTo(USAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"containers", "crash-points", "kills", "poison", "replay", "stuck-user"})
  void explainsEachSuiteOfFaults(String suite) {
    assertThat(run("faults")).isZero();
    assertThat(run("faults", suite, "--help")).isZero();
    assertThat(out.toString())
        .contains("./streamflow faults " + suite)
        .contains("--save")
        .contains("Exit code 0 if everything holds");
  }

  @ParameterizedTest
  @ValueSource(strings = {"naive", "sync"})
  void explainsEachComparison(String experiment) {
    assertThat(run("bench", experiment, "--help")).isZero();
    assertThat(out.toString()).contains("./streamflow bench " + experiment, "--runs", "--save");
    assertRefused("these numbers make no sense", "bench", experiment, "--runs=0");
  }

  @Test
  void plansForSeveralNumbersOfOrders() {
    assertThat(run("plan", "--orders-per-minute=100000,1000000")).isZero();
    assertRefused("0.0 orders a minute cannot be planned for", "plan", "--orders-per-minute=0");
    assertRefused("no.yaml has no costs", "plan", "--orders-per-minute=1", "--costs=no.yaml");
    assertThat(run("plan")).isEqualTo(USAGE);
    assertThat(run("plan", "--orders-per-minute=many")).isEqualTo(USAGE);
  }

  @Test
  void refusesAgesThatAreNone() {
    assertThat(run("orders", "--stuck=old")).isEqualTo(USAGE);
    assertThat(err.toString()).contains("old is no age such as 30s, 5m or 1h");
    assertThat(run("orders", "--stuck=-5m")).isEqualTo(USAGE);
    assertRefused("--limit 0 makes no sense", "orders", "--limit=0");
  }

  @Test
  void refusesFaultsThatMakeNoSense() {
    assertRefused("0 orders at 50.0/s and 25 kills make no sense", "faults", "kills", "--orders=0");
    assertRefused("20000 orders at 50.0/s and 0 kills", "faults", "kills", "--kills=0");
    assertRefused("--orders -1 is too few", "faults", "replay", "--orders=-1");
    assertRefused("0 pairs of 30 s at 100.0 orders/s", "faults", "stuck-user", "--pairs=0");
    assertRefused(
        "2000 orders at 100.0/s do not fill 30 s", "faults", "stuck-user", "--orders=2000");
    assertRefused("800 orders at 20.0/s and 0 seconds", "faults", "containers", "--seconds=0");
    assertThat(run("faults", "containers", "--fault=FLOOD")).isEqualTo(USAGE);
    assertThat(run("faults", "earthquake")).isEqualTo(USAGE);
  }

  @Test
  void saysWhatToDoIfNothingIsRunning() {
    assertRefused("nothing is running", "status");
    assertRefused("nothing is running", "verify");
    assertRefused("nothing is running", "orders", "--stuck");
    assertRefused("there are no logs yet", "logs", "order-service");
    assertThat(run("down")).isZero();
  }

  @Test
  void namesTheLogsThereAre() throws IOException {
    // Given
    Path logs = Files.createDirectories(repository.resolve(".streamflow/logs"));
    Files.writeString(logs.resolve("kafka.log"), "hello");

    // Then
    assertRefused("there is no log of zookeeper", "logs", "zookeeper");
    assertThat(err.toString()).contains("take one of kafka");
  }

  @Test
  void refusesAPortThatIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // Given
      String port = Integer.toString(taken.getLocalPort());

      // Then
      assertRefused("port " + port + " is taken by another program", "up", "--port", port);
      assertRefused("port " + port + " is taken by another program", "demo", "--port", port);
      assertThat(err.toString()).contains("--port 8081");
    }
  }

  @Test
  void refusesAPortThatDoesNotExist() {
    assertRefused("there is no port 70000", "up", "--port", "70000");
  }

  @Test
  void refusesAFileThatIsNotThere() {
    assertRefused("absent.csv is not a file", "demo", "--port", "0", "--file", "absent.csv");
  }

  private void assertRefused(String message, String... arguments) {
    assertThat(run(arguments)).isEqualTo(Streamflow.FAILED);
    assertThat(err.toString()).contains("error: " + message).contains("next:");
    assertThat(err.toString()).doesNotContain("\tat ");
  }

  private int run(String... arguments) {
    CommandLine commandLine = Streamflow.commandLine();
    return commandLine
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
