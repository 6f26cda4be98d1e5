package dev.streamflow.systemtests.running.compose;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What docker has printed, cut to a few services and fields. */
final class Captured {

  private Captured() {}

  static String text(String name) throws IOException {
    try (InputStream file = Captured.class.getResourceAsStream("/docker/" + name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
