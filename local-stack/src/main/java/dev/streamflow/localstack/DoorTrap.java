package dev.streamflow.localstack;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Waits at a door for the connection that sends certain texts. */
public final class DoorTrap {

  /** What is lost of the last text. */
  enum Loss {
    REQUEST,
    ANSWER
  }

  static final DoorTrap NONE = new DoorTrap(Loss.REQUEST, List.of());

  private final Loss loss;
  private final List<String> texts;
  private final Map<DoorConnection, String> sent = new HashMap<>();
  private boolean hasSprung;

  DoorTrap(Loss loss, List<String> texts) {
    this.loss = loss;
    this.texts = texts;
    this.hasSprung = texts.isEmpty();
  }

  Loss loss() {
    return loss;
  }

  /** Whether a connection was cut. */
  public synchronized boolean hasSprung() {
    return hasSprung;
  }

  /** Whether this makes the texts complete; yes only once. */
  synchronized boolean springs(DoorConnection connection, byte[] bytes, int length) {
    if (hasSprung) {
      return false;
    }
    String more = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    hasSprung = isComplete(sent.merge(connection, more, String::concat));
    return hasSprung;
  }

  private boolean isComplete(String all) {
    int end = 0;
    for (String text : texts) {
      int start = all.indexOf(text, end);
      if (start < 0) {
        return false;
      }
      end = start + text.length();
    }
    return true;
  }
}
