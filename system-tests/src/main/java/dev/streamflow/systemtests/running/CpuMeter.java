package dev.streamflow.systemtests.running;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Measures the CPU time that the processes of a system use from a moment on. */
public final class CpuMeter {
  private static final double NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final RunningSystem system;
  private final Map<String, Duration> before;

  private CpuMeter(RunningSystem system) {
    this.system = system;
    this.before = system.cpuByProcess();
  }

  public static CpuMeter start(RunningSystem system) {
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
              millis.put(name, since(name, cpu).toNanos() / NANOS_PER_MILLI / things);
            });
    return millis;
  }

  /** One that was started anew may begin at zero again. */
  private Duration since(String name, Duration cpu) {
    Duration earlier = before.getOrDefault(name, Duration.ZERO);
    return cpu.compareTo(earlier) < 0 ? cpu : cpu.minus(earlier);
  }
}
