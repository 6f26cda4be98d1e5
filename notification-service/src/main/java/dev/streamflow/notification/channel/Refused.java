package dev.streamflow.notification.channel;

/**
 * The answer to the call that tells a customer: the channel will never take the message.
 *
 * @param reason one line of bounded length in plain ASCII, whatever the other side has said
 */
public record Refused(String reason) {

  static final int LONGEST_REASON = 500;

  public Refused {
    String line = reason.replaceAll("[^\\p{Graph}]+", " ").strip();
    reason = line.substring(0, Math.min(line.length(), LONGEST_REASON));
  }
}
