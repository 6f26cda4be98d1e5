package dev.streamflow.notification.channel;

import dev.streamflow.engine.Call;
import dev.streamflow.engine.CallClient;
import dev.streamflow.engine.EventStamps;
import dev.streamflow.notification.Message;
import org.springframework.stereotype.Component;

/**
 * Gives the message of a call to the channel.
 *
 * <p>This is where "at least once" is decided. A channel takes no part in our transaction, and most
 * know no idempotency key: mail does not. The message goes out first and is marked as sent after
 * that, so a process that dies in between sends it again, with the same Message-ID. The other way
 * round, a customer might never be told.
 */
@Component
class Delivery implements CallClient {

  private final Channel channel;
  private final EventStamps stamps;

  Delivery(Channel channel, EventStamps stamps) {
    this.channel = channel;
    this.stamps = stamps;
  }

  @Override
  public Sent make(Call call) throws Exception {
    channel.send(Message.ofJson(call.body()));
    return new Sent(stamps.next().time());
  }
}
