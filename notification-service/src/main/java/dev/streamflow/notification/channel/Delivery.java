package dev.streamflow.notification.channel;

import dev.streamflow.engine.Call;
import dev.streamflow.engine.CallClient;
import dev.streamflow.engine.EventStamps;
import dev.streamflow.notification.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Gives the message of a call to the channel.
 *
 * <p>This is where "at least once" is decided. A channel takes no part in our transaction, and most
 * know no idempotency key: mail does not. The message goes out first and is marked as sent after
 * that, so a process that dies in between sends it again, with the same Message-ID. The other way
 * round, a customer might never be told. Only what the channel refuses for good is not tried again.
 */
@Component
class Delivery implements CallClient {

  private static final Logger log = LoggerFactory.getLogger(Delivery.class);

  private final Channel channel;
  private final EventStamps stamps;

  Delivery(Channel channel, EventStamps stamps) {
    this.channel = channel;
    this.stamps = stamps;
  }

  @Override
  public Object make(Call call) throws Exception {
    try {
      channel.send(Message.ofJson(call.body()));
      return new Sent(stamps.next().time());
    } catch (MessageRefused e) {
      Refused refused = new Refused(e.getMessage());
      log.atWarn()
          .addKeyValue("call", call.idempotencyKey())
          .log("The channel refuses a message: {}", refused.reason());
      return refused;
    }
  }
}
