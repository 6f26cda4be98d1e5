package dev.streamflow.notification.channel;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.streamflow.engine.Call;
import dev.streamflow.engine.EventStamps;
import dev.streamflow.engine.EventStamps.EventStamp;
import dev.streamflow.notification.Message;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeliveryTest {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final EventStamps STAMPS = () -> new EventStamp(UUID.randomUUID(), NOON);
  private static final Message MESSAGE = new Message("<1@example>", "user-1", "Subject", "Body");

  private final Call call = new Call("notify:1", UUID.randomUUID(), "user-1", MESSAGE.toJson());

  @Test
  void givesTheMessageToTheChannelAndAnswersWhen() throws Exception {
    List<Message> taken = new ArrayList<>();

    Object answer = new Delivery(taken::add, STAMPS).make(call);

    assertThat(taken).containsExactly(MESSAGE);
    assertThat(answer).isEqualTo(new Sent(NOON));
  }

  @Test
  void answersThatTheMessageIsRefusedInOneShortLine() throws Exception {
    Channel picky =
        message -> {
          throw new MessageRefused("550 No such\r\nuser \0 " + "x".repeat(1_000));
        };

    Object answer = new Delivery(picky, STAMPS).make(call);

    assertThat(answer)
        .asInstanceOf(type(Refused.class))
        .extracting(Refused::reason, as(STRING))
        .startsWith("550 No such user x")
        .hasSize(Refused.LONGEST_REASON);
  }

  @Test
  void knowsNoAnswerWhenTheChannelFails() {
    Channel broken =
        message -> {
          throw new IOException("connection reset");
        };

    assertThatIOException().isThrownBy(() -> new Delivery(broken, STAMPS).make(call));
  }
}
