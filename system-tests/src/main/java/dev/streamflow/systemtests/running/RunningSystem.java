package dev.streamflow.systemtests.running;

import dev.streamflow.schemas.TopicCatalogue;
import dev.streamflow.systemtests.Problem;
import dev.streamflow.systemtests.witness.ClientLog;
import dev.streamflow.systemtests.witness.Databases;
import dev.streamflow.systemtests.witness.GroupWitness;
import dev.streamflow.systemtests.witness.Journal;
import dev.streamflow.systemtests.witness.Ledger;
import dev.streamflow.systemtests.witness.Offsets;
import dev.streamflow.systemtests.witness.Topics;
import dev.streamflow.systemtests.witness.Witnesses;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole order system, wherever it runs: where its parts are, and what is seen from outside. */
public interface RunningSystem extends AutoCloseable {

  /** The address of the HTTP side of a program. */
  URI addressOf(String program);

  String bootstrapServers();

  /** The root of the registry's Confluent API. */
  URI registry();

  /** A service's database, as the role that owns it. */
  DataSource databaseOf(String service);

  /** What clients were promised since the system was new. */
  Path clientLog();

  /**
   * Makes sure that there is still something to look at.
   *
   * @throws Problem if a part has ended that nobody has ended
   */
  void requireAlive();

  /** CPU time used so far by process. */
  Map<String, Duration> cpuByProcess();

  /** What shows people the log of a part. */
  String logCommand(String part);

  /** Ends what ends with this JVM. */
  @Override
  void close();

  /** The services' consumer groups. To be closed by the caller. */
  default ConsumerGroups consumerGroups() {
    return new ConsumerGroups(bootstrapServers());
  }

  /** What operators see of the services' dead letters, and do with them. */
  default DeadLetterDesk deadLetterDesk() {
    return new DeadLetterDesk(
        addressOf(Program.CONTROL_ROOM.name()), logCommand(Program.CONTROL_ROOM.name()));
  }

  default ProviderSwitches providerSwitches() {
    return new ProviderSwitches(addressOf(Program.PROVIDER.name()));
  }

  /** What is still open. */
  default PendingOrders pendingOrders() {
    String orderService = Program.ALL.getFirst().name();
    return new PendingOrders(addressOf(orderService), logCommand(orderService));
  }

  /** Everything that the invariants are checked on. The system should be quiet. */
  default Witnesses witnesses() throws IOException, InterruptedException {
    List<String> services = TopicCatalogue.load().services();
    return new Witnesses(
        offsets(services),
        Databases.read(services, this::databaseOf),
        Ledger.read(addressOf(Program.PROVIDER.name())),
        Topics.read(bootstrapServers(), registry()),
        ClientLog.read(clientLog()));
  }

  /** What one consumer group did so far. The system need not be quiet, nor the service alive. */
  default GroupWitness groupWitness(String service) throws InterruptedException {
    Offsets offsets = offsets(List.of(service));
    return new GroupWitness(
        service,
        offsets.committedBy(service),
        offsets.ends(),
        Journal.read(JdbcClient.create(databaseOf(service))),
        Topics.read(bootstrapServers(), registry()));
  }

  private Offsets offsets(List<String> groups) throws InterruptedException {
    try (ConsumerGroups all = consumerGroups()) {
      return all.offsets(groups);
    }
  }
}
