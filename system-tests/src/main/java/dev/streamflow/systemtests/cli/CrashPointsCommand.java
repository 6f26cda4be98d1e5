package dev.streamflow.systemtests.cli;

import static java.util.stream.Collectors.joining;

import dev.streamflow.engine.failpoint.Failpoint;
import dev.streamflow.systemtests.Problem;
import dev.streamflow.systemtests.faults.FaultReport;
import dev.streamflow.systemtests.faults.crash.CrashPoints;
import dev.streamflow.systemtests.faults.crash.CrashReport;
import dev.streamflow.systemtests.faults.crash.Death;
import dev.streamflow.systemtests.faults.crash.Kill;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = CrashReport.NAME,
    description = "Halts payment-service at every failpoint of the engine, and looks what is left.")
final class CrashPointsCommand extends FaultCommand {

  @Option(
      names = "--kills",
      paramLabel = "N",
      defaultValue = "25",
      description = "How often it dies at each failpoint (default: ${DEFAULT-VALUE}).")
  private int kills;

  @Option(
      names = "--only",
      paramLabel = "FAILPOINT",
      split = ",",
      description = "Some failpoints instead of all: ${COMPLETION-CANDIDATES}.")
  private @Nullable Set<Failpoint> only;

  @Option(
      names = "--lanes",
      paramLabel = "N",
      description = "How many services die side by side (default: one for each core).")
  private int lanes = Runtime.getRuntime().availableProcessors();

  @Mixin private SeedOption seed = new SeedOption();

  @Override
  FaultReport run(Console console) throws Exception {
    if (kills < 1 || lanes < 1) {
      throw new Problem("--kills and --lanes are numbers of things", "give at least 1 each");
    }
    long decided = seed.decided(console);
    Set<Failpoint> failpoints = only == null ? EnumSet.allOf(Failpoint.class) : only;
    List<Kill> schedule = Kill.schedule(failpoints, kills, decided);
    CrashPoints crashes =
        new CrashPoints(
            Streamflow.repository(),
            Streamflow.folder().resolve(CrashReport.NAME),
            lanes,
            new Progress(console, schedule.size())::died);
    return CrashReport.of(crashes.run(schedule), repeating(decided));
  }

  private String repeating(long decided) {
    String chosen =
        only == null
            ? ""
            : only.stream().map(Failpoint::name).collect(joining(",", " --only ", ""));
    return "./streamflow faults %s --seed %d --kills %d%s"
        .formatted(CrashReport.NAME, decided, kills, chosen);
  }

  /** Says how far it is, and every violation at once. */
  private record Progress(Console console, int all, AtomicInteger dead) {

    Progress(Console console, int all) {
      this(console, all, new AtomicInteger());
      console.status("starting servers");
    }

    void died(Death death) {
      String last = death.kill().failpoint().name();
      console.status("died " + dead.incrementAndGet() + "/" + all + ", last at " + last);
      death.violations().forEach(violation -> console.line(death.kill() + ": " + violation));
    }
  }

  @Override
  String usualTime() {
    return "45 min";
  }
}
