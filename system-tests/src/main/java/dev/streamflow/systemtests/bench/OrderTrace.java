package dev.streamflow.systemtests.bench;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one order, seen from outside. Times are microseconds since the run's first order
 * was due; {@link #NEVER} if it has not come to that.
 *
 * @param dueMicros when the schedule wanted it to be placed
 * @param acceptedMicros when its 202 had come
 * @param endedMicros when its end was read in order.events
 * @param end what the end was
 * @param repeats how often it had to be sent again
 */
public record OrderTrace(
    int number,
    @Nullable UUID id,
    long dueMicros,
    long acceptedMicros,
    long endedMicros,
    String end,
    int repeats) {

  static final long NEVER = -1;

  boolean isAccepted() {
    return acceptedMicros != NEVER;
  }

  boolean hasEnded() {
    return endedMicros != NEVER;
  }

  long checkoutMicros() {
    return acceptedMicros - dueMicros;
  }

  long orderToEndMicros() {
    return endedMicros - dueMicros;
  }

  /** One line of a CSV file. */
  String line() {
    return String.join(
        ",",
        String.valueOf(number),
        id == null ? "" : id.toString(),
        String.valueOf(dueMicros),
        String.valueOf(acceptedMicros),
        String.valueOf(endedMicros),
        end,
        String.valueOf(repeats));
  }

  static OrderTrace ofLine(String line) {
    String[] cells = line.split(",", -1);
    return new OrderTrace(
        Integer.parseInt(cells[0]),
        cells[1].isEmpty() ? null : UUID.fromString(cells[1]),
        Long.parseLong(cells[2]),
        Long.parseLong(cells[3]),
        Long.parseLong(cells[4]),
        cells[5],
        Integer.parseInt(cells[6]));
  }
}
