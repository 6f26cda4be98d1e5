package dev.streamflow.systemtests.faults.containers;

import dev.streamflow.systemtests.Problem;
import dev.streamflow.systemtests.demo.Demo;
import dev.streamflow.systemtests.demo.DemoPlan;
import dev.streamflow.systemtests.demo.DemoReport;
import dev.streamflow.systemtests.demo.Oracle;
import dev.streamflow.systemtests.demo.Progress;
import dev.streamflow.systemtests.invariants.Finding;
import dev.streamflow.systemtests.running.compose.ComposeProject;
import dev.streamflow.systemtests.running.compose.ComposeSystem;
import dev.streamflow.systemtests.running.compose.Container;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A demonstration during which one fault is done to one container. */
final class ContainerRound {
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration READY_WITHIN = Duration.ofMinutes(5);

  private final ComposeProject project;
  private final Container container;
  private final ContainerFault fault;
  private final Duration lasts;
  private @Nullable CompletableFuture<Duration> harm;

  /**
   * @param lasts how long, unless it is a death
   */
  ContainerRound(
      ComposeProject project, Container container, ContainerFault fault, Duration lasts) {
    this.project = project;
    this.container = container;
    this.fault = fault;
    this.lasts = lasts;
  }

  /**
   * How it went.
   *
   * @param ready from the end of the fault until all containers were ready
   * @param findings what was checked when it was quiet again
   */
  record Result(
      String container,
      ContainerFault fault,
      DemoReport demo,
      Duration ready,
      List<Finding> findings) {

    String what() {
      return container + " " + fault.words();
    }
  }

  /**
   * Runs it on a system that is quiet.
   *
   * @param ordersBefore how many orders are sent before the fault
   */
  Result run(
      ComposeSystem system,
      DemoPlan plan,
      double ordersPerSecond,
      int ordersBefore,
      Consumer<String> status)
      throws IOException, InterruptedException {
    SchemaIds ids = SchemaIds.registeredAt(system.registry());
    Restarts restarts = new Restarts(project.states());
    Consumer<Progress> progress =
        now -> {
          if (harm == null && now.sent() >= ordersBefore) {
            harm = begin(restarts);
          }
          status.accept(now.line());
        };
    Demo demo = new Demo(system, plan, ordersPerSecond, progress).besidesHarmToServers();
    DemoReport report = demo.runUntilCalm(this::awaitReady);
    List<Finding> findings =
        new ArrayList<>(report.findings().stream().filter(ContainerRound::isToHold).toList());
    findings.add(ids.unchangedIn(SchemaIds.registeredAt(system.registry())));
    findings.add(restarts.areOnlyOf(killed(), project.states()));
    return new Result(container.name(), fault, report, awaitReady(), findings);
  }

  /** Goods of earlier rounds are left. */
  private static boolean isToHold(Finding finding) {
    return !finding.promise().equals(Oracle.EVERY_KIND);
  }

  private Set<String> killed() {
    return fault == ContainerFault.KILL ? Set.of(container.name()) : Set.of();
  }

  private CompletableFuture<Duration> begin(Restarts restarts) {
    return CompletableFuture.supplyAsync(
        () -> inflict(restarts), work -> Thread.ofVirtual().start(work));
  }

  private Duration inflict(Restarts restarts) {
    try {
      fault.inflict(project.harm(container), lasts);
      Instant over = Instant.now();
      while (!isOver(restarts)) {
        if (Instant.now().isAfter(over.plus(READY_WITHIN))) {
          throw new Problem(
              "not all containers are ready again after " + container.name() + " " + fault.words(),
              "see ./streamflow status --docker");
        }
        Thread.sleep(INTERVAL);
      }
      return Duration.between(over, Instant.now());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while harm is done", e);
    }
  }

  /** What was killed looks healthy until the engine notices. */
  private boolean isOver(Restarts restarts) {
    return restarts.include(killed(), project.states())
        && project.containers().stream().allMatch(Container::isReady);
  }

  private Duration awaitReady() {
    try {
      return Objects.requireNonNull(harm).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof Problem problem ? problem : e;
    }
  }
}
