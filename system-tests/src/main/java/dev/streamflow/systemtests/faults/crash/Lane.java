package dev.streamflow.systemtests.faults.crash;

import dev.streamflow.engine.failpoint.Failpoint;
import dev.streamflow.systemtests.faults.RefusedRows;
import dev.streamflow.systemtests.running.LaunchOptions;
import dev.streamflow.systemtests.running.LocalSystem;
import dev.streamflow.systemtests.running.Ports;
import dev.streamflow.systemtests.running.Program;
import dev.streamflow.systemtests.witness.Ledger;
import dev.streamflow.systemtests.witness.LedgerEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A payment-service on servers of its own, which dies, is looked at, and goes on. */
final class Lane implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Between two rounds, until the service has reached the failpoint often enough. */
  private static final Duration TRICKLE = Duration.ofMillis(150);

  private static final Duration CHECK_INTERVAL = Duration.ofMillis(50);

  private final LocalSystem system;
  private final Victim victim;
  private final Inflow inflow;
  private final Outflow outflow;
  private final Evidence evidence;
  private final PutAside putAside;
  private int rounds;

  private Lane(LocalSystem system, Victim victim) {
    this.system = system;
    this.victim = victim;
    this.inflow = new Inflow(system);
    this.outflow = new Outflow(system);
    this.evidence = new Evidence(system);
    this.putAside = new PutAside(system, victim);
  }

  /** Starts servers, payment provider and payment-service in a folder. */
  static Lane start(Path repository, Path folder) throws IOException {
    Path failpoints = Files.createDirectories(folder.resolve("failpoints"));
    LocalSystem system = LocalSystem.startServers(repository, folder, Ports.free(), part -> {});
    try {
      ShortSessions.of(Victim.SERVICE, system.bootstrapServers());
      system
          .programs()
          .start(
              Map.of(
                  Program.PROVIDER.name(),
                  LaunchOptions.USUAL,
                  Victim.SERVICE,
                  Victim.options(repository, failpoints)));
      return new Lane(system, new Victim(system, failpoints));
    } catch (RuntimeException e) {
      system.close();
      throw e;
    }
  }

  /** Lets the running service die once, looks at what is durable, and lets it finish. */
  Death run(Kill kill) throws IOException, InterruptedException {
    Claims claims = new Claims();
    List<Publication> published = new ArrayList<>();
    system.providerSwitches().errors(kill.needsFailingProvider() ? 1 : 0);
    boolean isHalted = runUntilHalted(kill, published);
    victim.finish(kill.failpoint());
    claims.that(isHalted, "it died there");
    lookAtWhatIsLeft(published, claims);
    if (isHalted && kill.passes() == 0) {
      compareWithTheTable(kill.failpoint(), published.getFirst(), claims);
    }
    system.providerSwitches().errors(0);
    Duration recovery = restart(published, claims);
    lookAtTheEnd(published, claims);
    return new Death(kill, recovery, claims.violations());
  }

  private boolean runUntilHalted(Kill kill, List<Publication> published)
      throws IOException, InterruptedException {
    if (kill.needsParkedEvents()) {
      putAsideFirst(kill, published, RefusedRows.FOR_NOW);
      return putAside.drainUntilHalted(kill);
    }
    if (kill.needsDeadLetters()) {
      putAsideFirst(kill, published, RefusedRows.FOR_GOOD);
      return putAside.redriveUntilHalted(kill);
    }
    return publishUntilHalted(kill, published);
  }

  /** One round for each pass, each of a user whose rows the database refuses. */
  private void putAsideFirst(Kill kill, List<Publication> published, String sqlState)
      throws InterruptedException {
    for (int pass = 0; pass <= kill.passes(); pass++) {
      putAside.refuse("user-" + (rounds + 1), sqlState);
      publish(kill, published);
    }
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!isRead(published) && Instant.now().isBefore(deadline)) {
      Thread.sleep(CHECK_INTERVAL);
    }
  }

  private boolean publishUntilHalted(Kill kill, List<Publication> published)
      throws IOException, InterruptedException {
    victim.arm(kill.failpoint(), kill.passes());
    publish(kill, published);
    if (kill.isPartOfStop()) {
      victim.askToStop();
    }
    if (kill.passes() == 0) {
      // One round brings it there. With a second one nobody knows whose turn it is when it dies.
      return victim.isHalted(kill.failpoint(), PATIENCE);
    }
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!victim.isHalted(kill.failpoint(), TRICKLE)) {
      if (Instant.now().isAfter(deadline)) {
        return false;
      }
      publish(kill, published);
    }
    return true;
  }

  private void publish(Kill kill, List<Publication> published) {
    Round round = Round.ofUser("user-" + ++rounds);
    published.add(inflow.publish(round, kill.needsUnstorable()));
  }

  private void lookAtWhatIsLeft(List<Publication> published, Claims claims)
      throws InterruptedException {
    for (Publication publication : published) {
      new RoundCheck(evidence, publication, claims).checkAtRest();
    }
  }

  private void compareWithTheTable(Failpoint failpoint, Publication first, Claims claims)
      throws IOException, InterruptedException {
    outflow.readToEnd();
    new DurableState(evidence, outflow, ledger(), first, claims).check(failpoint);
  }

  private Duration restart(List<Publication> published, Claims claims) throws InterruptedException {
    Instant began = Instant.now();
    victim.restart();
    putAside.goOn();
    Instant deadline = Instant.now().plus(PATIENCE);
    boolean isDone = isDone(published);
    while (!isDone && Instant.now().isBefore(deadline)) {
      Thread.sleep(CHECK_INTERVAL);
      putAside.letTimePass();
      isDone = isDone(published);
    }
    claims.that(isDone, "it finishes its work after the restart");
    return Duration.between(began, Instant.now());
  }

  /** Asked in the order of the flow: what is done there cannot come back from there. */
  private boolean isDone(List<Publication> published) throws InterruptedException {
    return isRead(published)
        && evidence.parkedEvents() == 0
        && evidence.openCalls() == 0
        && evidence.outboxRows() == 0;
  }

  private boolean isRead(List<Publication> published) throws InterruptedException {
    return published.stream()
        .flatMap(Publication::positions)
        .allMatch(evidence.committed()::arePast);
  }

  private void lookAtTheEnd(List<Publication> published, Claims claims)
      throws IOException, InterruptedException {
    outflow.readToEnd();
    List<LedgerEntry> ledger = ledger();
    for (Publication publication : published) {
      new RoundCheck(evidence, publication, claims).checkDone(outflow, ledger);
    }
  }

  private List<LedgerEntry> ledger() throws IOException, InterruptedException {
    return Ledger.read(system.addressOf(Program.PROVIDER.name()));
  }

  @Override
  public void close() {
    inflow.close();
    outflow.close();
    evidence.close();
    putAside.close();
    system.close();
  }
}
