package dev.streamflow.systemtests.faults.crash;

import dev.streamflow.engine.failpoint.Failpoint;
import dev.streamflow.systemtests.running.LaunchOptions;
import dev.streamflow.systemtests.running.LocalSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The payment-service that dies. It halts at a failpoint when it finds a file of that name; the
 * file is gone afterwards, which tells this death from any other.
 */
final class Victim {

  static final String SERVICE = "payment-service";

  private static final Path HOOK =
      Path.of("engine", "target", "engine-0.1.0-SNAPSHOT-test-support.jar");

  private final LocalSystem system;
  private final Path failpoints;

  /** The one that runs in a system, started with {@link #options}. */
  Victim(LocalSystem system, Path failpoints) {
    this.system = system;
    this.failpoints = failpoints;
  }

  /**
   * How to start it. Leases end soon after their owner's death, so that a test need not wait; calls
   * are longer than the client's time-out all the same. What is parked stays so until a test {@link
   * PutAside#letTimePass lets time pass}.
   *
   * @param failpoints the folder in which it looks for armed failpoints
   */
  static LaunchOptions options(Path repository, Path failpoints) {
    return LaunchOptions.USUAL
        .withClassPath(repository.resolve(HOOK))
        .withJvmArgument("-Dstreamflow.failpoints=" + failpoints.toAbsolutePath())
        .withSetting("streamflow.relay.lease", "1500ms")
        .withSetting("streamflow.calls.lease", "2s")
        .withSetting("payment.provider.timeout", "1s")
        .withSetting("streamflow.parking.stages", "1h");
  }

  /** Lets it die when it has passed the failpoint so often and reaches it once more. */
  void arm(Failpoint failpoint, int passes) throws IOException {
    system.programs().mayEnd(SERVICE);
    Path draft = failpoints.resolve("draft");
    Files.writeString(draft, Integer.toString(passes));
    Files.move(draft, file(failpoint), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Asks it to stop, and does not wait. */
  void askToStop() {
    process().ifPresent(ProcessHandle::destroy);
  }

  /** Whether it died at the failpoint; waits for its end no longer than that. */
  boolean isHalted(Failpoint failpoint, Duration within) throws InterruptedException {
    return hasEnded(within) && !Files.exists(file(failpoint));
  }

  private boolean hasEnded(Duration within) throws InterruptedException {
    Optional<ProcessHandle> running = process();
    if (running.isEmpty()) {
      return true;
    }
    try {
      running.get().onExit().get(within.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends it, if it still runs, and takes away what it was armed with. */
  void finish(Failpoint failpoint) throws IOException {
    system.programs().kill(SERVICE);
    Files.deleteIfExists(file(failpoint));
  }

  /** Starts it again; returns when it is ready. */
  void restart() {
    system.programs().start(List.of(SERVICE));
  }

  /** Empty once it has ended and nobody remembers it. */
  private Optional<ProcessHandle> process() {
    return ProcessHandle.of(system.programs().find(SERVICE).pid());
  }

  private Path file(Failpoint failpoint) {
    return failpoints.resolve(failpoint.name());
  }
}
