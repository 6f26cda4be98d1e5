package dev.streamflow.notification.channel;

import dev.streamflow.engine.Call;
import dev.streamflow.engine.CallClient;
import dev.streamflow.engine.EventStamps;
import dev.streamflow.notification.Message;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

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
  private final JsonMapper json;
  private final EventStamps stamps;

  Delivery(Channel channel, JsonMapper json, EventStamps stamps) {
    this.channel = channel;
    this.json = json;
    this.stamps = stamps;
  }

  @Override
  public Sent make(Call call) throws Exception {
    channel.send(json.readValue(call.body(), Message.class));
    return new Sent(stamps.next().time());
  }
}
