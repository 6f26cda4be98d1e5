package dev.streamflow.systemtests.running;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Measures the CPU time that the processes of a system use from a moment on. */
public final class CpuMeter {
  private static final double NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final LocalSystem system;
  private final Map<String, Duration> before;

  private CpuMeter(LocalSystem system) {
    this.system = system;
    this.before = system.cpuByProcess();
  }

  public static CpuMeter start(LocalSystem system) {
    return new CpuMeter(system);
  }

  /**
   * Milliseconds of CPU time since the start, by process, for each of so many things done.
   *
   * @param things at least 1
   */
  public Map<String, Double> millisPer(int things) {
    Map<String, Double> millis = new LinkedHashMap<>();
    system
        .cpuByProcess()
        .forEach(
            (name, cpu) -> {
              Duration used = cpu.minus(before.getOrDefault(name, Duration.ZERO));
              millis.put(name, used.toNanos() / NANOS_PER_MILLI / things);
            });
    return millis;
  }
}
