package dev.streamflow.systemtests.invariants;

import java.util.Locale;

/** How numbers are shown to people. */
final class Amounts {

  private Amounts() {}

  /** Minor units as 1,234.56. */
  static String money(long minor) {
    String sign = minor < 0 ? "-" : "";
    long size = Math.abs(minor);
    return String.format(Locale.ROOT, "%s%,d.%02d", sign, size / 100, size % 100);
  }

  /** A count as 1,234. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
