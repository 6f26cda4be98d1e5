package dev.streamflow.systemtests.cli;

import dev.streamflow.systemtests.running.LocalSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Starts the system and shows what is ready already. */
final class Startup {
  private static final Duration REFRESH = Duration.ofMillis(500);

  private final Console console;
  private final Instant began = Instant.now();
  private final Set<String> ready = new ConcurrentSkipListSet<>();

  private Startup(Console console) {
    this.console = console;
  }

  static LocalSystem run(Console console, int orderServicePort) throws IOException {
    return new Startup(console).start(orderServicePort, LocalSystem::start);
  }

  /** Starts it to run long under much load. */
  static LocalSystem runForMuchLoad(Console console, int orderServicePort) throws IOException {
    return new Startup(console).start(orderServicePort, LocalSystem::startForMuchLoad);
  }

  private interface Start {
    LocalSystem start(Path repository, Path folder, int orderServicePort, Consumer<String> ready)
        throws IOException;
  }

  private LocalSystem start(int orderServicePort, Start start) throws IOException {
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    try {
      clock.scheduleAtFixedRate(this::show, 0, REFRESH.toMillis(), TimeUnit.MILLISECONDS);
      LocalSystem system =
          start.start(Streamflow.repository(), Streamflow.folder(), orderServicePort, ready::add);
      clock.shutdownNow();
      console.line("started in %d s", seconds());
      return system;
    } finally {
      clock.shutdownNow();
    }
  }

  private void show() {
    String parts = ready.isEmpty() ? "" : ", ready: " + String.join(" ", ready);
    console.status("starting, " + seconds() + " s" + parts);
  }

  private long seconds() {
    return Duration.between(began, Instant.now()).toSeconds();
  }
}
