package dev.streamflow.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Linux says about a process in {@code /proc/<pid>/stat}.
 *
 * @param state one letter: Z for a process that ended and whose parent has not asked, T for one
 *     that is held still by a signal
 * @param startTicks when it started, in ticks since the machine did
 * @param cpu user and system time, its own and that of children that ended
 */
record ProcessStat(char state, long startTicks, Duration cpu) {

  /** Linux counts in hundredths of a second for its users, whatever the kernel does inside. */
  private static final int MILLIS_PER_TICK = 10;

  // Positions after the program's name, which stands in parentheses and may contain anything.
  private static final int STATE = 0;
  private static final int USER_TIME = 11;
  private static final int CHILDREN_SYSTEM_TIME = 14;
  private static final int START_TIME = 19;

  static boolean isSupported() {
    return Files.exists(Path.of("/proc/self/stat"));
  }

  /** Empty if there is no such process. */
  static Optional<ProcessStat> of(long pid) {
    try {
      return Optional.of(parse(Files.readString(Path.of("/proc/" + pid + "/stat"))));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static ProcessStat parse(String line) {
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
    long ticks =
        Stream.of(fields)
            .limit(CHILDREN_SYSTEM_TIME + 1)
            .skip(USER_TIME)
            .mapToLong(Long::parseLong)
            .sum();
    return new ProcessStat(
        fields[STATE].charAt(0),
        Long.parseLong(fields[START_TIME]),
        Duration.ofMillis(ticks * MILLIS_PER_TICK));
  }

  boolean hasEnded() {
    return state == 'Z' || state == 'X';
  }

  boolean isPaused() {
    return state == 'T';
  }
}
