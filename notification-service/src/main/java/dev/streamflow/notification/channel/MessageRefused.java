package dev.streamflow.notification.channel;

/** The channel will never take this message: nobody is there, or it is not wanted. */
public final class MessageRefused extends Exception {

  MessageRefused(String reason) {
    super(reason);
  }

  MessageRefused(String reason, Throwable cause) {
    super(reason, cause);
  }
}
