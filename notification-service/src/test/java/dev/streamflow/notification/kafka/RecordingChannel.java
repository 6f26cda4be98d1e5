package dev.streamflow.notification.kafka;

import dev.streamflow.notification.Message;
import dev.streamflow.notification.channel.Channel;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers every attempt; fails the first one for a user on request. */
class RecordingChannel implements Channel {

  private final List<Message> attempts = new CopyOnWriteArrayList<>();
  private final Set<String> unreachableOnce = ConcurrentHashMap.newKeySet();

  @Override
  public void send(Message message) throws IOException {
    attempts.add(message);
    if (unreachableOnce.remove(message.userId())) {
      throw new IOException("no answer from the mail server");
    }
  }

  void failOnceFor(String user) {
    unreachableOnce.add(user);
  }

  List<Message> attemptsFor(String user) {
    return attempts.stream().filter(message -> message.userId().equals(user)).toList();
  }
}
