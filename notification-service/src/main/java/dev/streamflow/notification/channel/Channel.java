package dev.streamflow.notification.channel;

import dev.streamflow.notification.Message;

/** A way to reach customers. */
@FunctionalInterface
public interface Channel {

  /**
   * Hands a message over. May be called again with the same message, and on several threads at
   * once.
   *
   * @throws MessageRefused if it will never be taken, however often it is tried
   * @throws Exception if it is not known whether the message was taken
   */
  void send(Message message) throws Exception;
}
