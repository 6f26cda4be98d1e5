package dev.streamflow.order.http;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The W3C trace of a request: the caller's if it has a valid one, else a new one. */
final class Traceparent {

  static final String HEADER = "traceparent";

  private static final Pattern VALID =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  private Traceparent() {}

  static String of(@Nullable String header) {
    return header != null && VALID.matcher(header).matches() ? header : begin();
  }

  private static String begin() {
    HexFormat hex = HexFormat.of();
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return "00-%s%s-%s-01"
        .formatted(
            hex.toHexDigits(random.nextLong()),
            hex.toHexDigits(nonZero(random)),
            hex.toHexDigits(nonZero(random)));
  }

  /** An id of zeros only is not valid. */
  private static long nonZero(ThreadLocalRandom random) {
    return random.nextLong(1, Long.MAX_VALUE);
  }
}
