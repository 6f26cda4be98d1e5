package dev.streamflow.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a process and those that it started have used so far.
 *
 * @param cpu user and system time; of children that ended too, on Linux
 * @param peakMemoryBytes the most that was resident at a time, added up over the processes that
 *     live; 0 where the operating system does not tell
 */
public record ProcessUsage(Duration cpu, long peakMemoryBytes) {

  static final ProcessUsage NONE = new ProcessUsage(Duration.ZERO, 0);

  private static final String PEAK_RESIDENT = "VmHWM:";

  /** Of a process that may have ended. */
  public static ProcessUsage of(ProcessHandle process) {
    List<ProcessHandle> tree = Stream.concat(Stream.of(process), process.descendants()).toList();
    return new ProcessUsage(
        tree.stream().map(ProcessUsage::cpuOf).reduce(Duration.ZERO, Duration::plus),
        tree.stream().mapToLong(each -> peakMemoryOf(each.pid())).sum());
  }

  private static Duration cpuOf(ProcessHandle process) {
    return ProcessStat.of(process.pid())
        .map(ProcessStat::cpu)
        .or(() -> process.info().totalCpuDuration())
        .orElse(Duration.ZERO);
  }

  private static long peakMemoryOf(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith(PEAK_RESIDENT))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .sum();
    } catch (IOException | java.io.UncheckedIOException e) {
      return 0;
    }
  }
}
