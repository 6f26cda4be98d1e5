package dev.streamflow.systemtests.synchronous;

/**
 * What became of one checkout.
 *
 * @param dueMicros when the schedule wanted it, since the first was due
 * @param tookMicros from then on until it was answered; all of its customer's patience if it was
 *     answered too late, with an error or not at all
 * @param succeeded whether it was answered with 2xx in time
 */
record CheckoutTrace(long dueMicros, long tookMicros, boolean succeeded) {

  String line() {
    return dueMicros + "," + tookMicros + "," + succeeded;
  }

  static CheckoutTrace ofLine(String line) {
    String[] cells = line.split(",");
    return new CheckoutTrace(
        Long.parseLong(cells[0]), Long.parseLong(cells[1]), Boolean.parseBoolean(cells[2]));
  }
}
