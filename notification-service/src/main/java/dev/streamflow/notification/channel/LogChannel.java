package dev.streamflow.notification.channel;

import dev.streamflow.notification.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reaches whoever reads the log: one line per message. For demos and tests. */
class LogChannel implements Channel {

  private static final Logger log = LoggerFactory.getLogger(LogChannel.class);

  @Override
  public void send(Message message) {
    String line =
        "To %s: %s. %s %s"
            .formatted(message.userId(), message.subject(), message.body(), message.id());
    log.info(line.replaceAll("\\R", " "));
  }
}
