package dev.streamflow.engine.consumer;

import java.util.regex.Pattern;

/** W3C Trace Context, version 00: what comes from outside is passed on only in this form. */
final class Traceparent {

  private static final Pattern FORM = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

  private Traceparent() {}

  static boolean isValid(String text) {
    return FORM.matcher(text).matches();
  }
}
