package dev.streamflow.systemtests.cli;

import dev.streamflow.systemtests.Problem;
import dev.streamflow.systemtests.invariants.Finding;
import dev.streamflow.systemtests.invariants.Invariant;
import dev.streamflow.systemtests.running.Backlog;
import dev.streamflow.systemtests.running.BacklogMeter;
import dev.streamflow.systemtests.running.Quiet;
import dev.streamflow.systemtests.running.RunningSystem;
import dev.streamflow.systemtests.witness.Witnesses;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "verify",
    description = "Waits until the running system is quiet, then checks its invariants.",
    footer = "%nExit code 0 if all hold, else 1.",
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  @Mixin private DockerOption docker = new DockerOption();

  private final Console console = Console.STANDARD;

  @Override
  public Integer call() throws Exception {
    RunningSystem system = docker.attach();
    system.requireAlive();
    awaitQuiet(system);
    console.status("reading databases, topics and the ledger");
    Witnesses witnesses = system.witnesses();
    List<Finding> findings = Invariant.checkAll(witnesses);
    FindingLines.print(console, findings);
    if (witnesses.clientLog().acceptedOrders().isEmpty()) {
      console.line("");
      console.line("  No client log: orders placed by hand are checked from the databases on.");
    }
    if (findings.stream().allMatch(Finding::holds)) {
      return Streamflow.OK;
    }
    console.line("");
    console.line("next: look at the first order: " + system.logCommand("order-service"));
    return Streamflow.FAILED;
  }

  private void awaitQuiet(RunningSystem system) throws InterruptedException {
    try (BacklogMeter meter = new BacklogMeter(system.bootstrapServers(), system::databaseOf)) {
      Optional<Backlog> left =
          Quiet.await(meter, backlog -> console.status("waiting for quiet: " + backlog));
      if (left.isPresent()) {
        throw new Problem(
            "the system does not become quiet: " + left.get(),
            "see which service is stuck: " + system.logCommand("SERVICE"));
      }
    }
  }
}
