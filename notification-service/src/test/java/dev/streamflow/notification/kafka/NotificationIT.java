package dev.streamflow.notification.kafka;

import static dev.streamflow.notification.kafka.Fixtures.orderCancelled;
import static dev.streamflow.notification.kafka.Fixtures.orderConfirmed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.streamflow.events.CancellationReason;
import dev.streamflow.events.OrderConfirmed;
import dev.streamflow.localstack.EventLog;
import dev.streamflow.localstack.LocalStack;
import dev.streamflow.notification.Message;
import dev.streamflow.notification.Outcome.Cancelled;
import dev.streamflow.notification.Outcome.Confirmed;
import dev.streamflow.notification.Outcome.Reason;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole service on real servers: events in, messages and rows out. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@DirtiesContext
class NotificationIT {

  private final UUID order = UuidCreator.getTimeOrderedEpoch();
  private final String user = "user-" + order;

  @Autowired private EventLog events;
  @Autowired private RecordingChannel channel;
  @Autowired private JdbcClient database;

  @DynamicPropertySource
  static void servers(DynamicPropertyRegistry properties) {
    LocalStack.shared()
        .settingsOf("notification-service")
        .forEach((name, value) -> properties.add(name, () -> value));
  }

  @Test
  void tellsThatAnOrderIsConfirmed() {
    // When
    events.publish(orderConfirmed(order, user));

    // Then
    awaitSent(order);
    assertThat(channel.attemptsFor(user))
        .containsExactly(Message.about(order, user, new Confirmed()));
  }

  @Test
  void tellsThatAnOrderIsCancelledAndWhy() {
    // When
    events.publish(orderCancelled(order, user, CancellationReason.PAYMENT_DECLINED));

    // Then
    awaitSent(order);
    assertThat(channel.attemptsFor(user))
        .containsExactly(Message.about(order, user, new Cancelled(Reason.PAYMENT_DECLINED, "")));
  }

  @Test
  void sendsNoMoreMessagesHoweverOftenAnEventComes() {
    // Given
    OrderConfirmed confirmed = orderConfirmed(order, user);
    events.publish(confirmed);
    awaitSent(order);

    // When
    events.publish(confirmed);
    events.publish(orderConfirmed(order, user));
    UUID nextOrder = tellOfTheNextOrder();

    // Then
    assertThat(channel.attemptsFor(user))
        .extracting(Message::id)
        .containsExactly(Message.idFor(order), Message.idFor(nextOrder));
  }

  @Test
  void sendsNoSecondOutcomeAndGoesOn() {
    // Given
    events.publish(orderConfirmed(order, user));
    awaitSent(order);

    // When
    events.publish(orderCancelled(order, user, CancellationReason.TIMED_OUT));
    UUID nextOrder = tellOfTheNextOrder();

    // Then
    assertThat(channel.attemptsFor(user))
        .extracting(Message::id)
        .containsExactly(Message.idFor(order), Message.idFor(nextOrder));
  }

  @Test
  void triesTheSameMessageAgainUntilTheChannelTakesIt() {
    // Given
    channel.failOnceFor(user);

    // When
    events.publish(orderConfirmed(order, user));

    // Then
    awaitSent(order);
    Message message = Message.about(order, user, new Confirmed());
    assertThat(channel.attemptsFor(user)).isEqualTo(List.of(message, message));
  }

  /** The user's next order is told of after all that was published for this user before it. */
  private UUID tellOfTheNextOrder() {
    UUID nextOrder = UuidCreator.getTimeOrderedEpoch();
    events.publish(orderConfirmed(nextOrder, user));
    awaitSent(nextOrder);
    return nextOrder;
  }

  private void awaitSent(UUID which) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> messageIdsOfSent(which), List.of(Message.idFor(which))::equals);
  }

  private List<String> messageIdsOfSent(UUID which) {
    return database
        .sql("SELECT message_id FROM notification WHERE order_id = ? AND status = 'SENT'")
        .param(which)
        .query(String.class)
        .list();
  }

  @TestConfiguration
  static class Witnesses {

    @Bean
    EventLog events() {
      return EventLog.of(LocalStack.shared());
    }

    @Bean
    @Primary
    RecordingChannel recordingChannel() {
      return new RecordingChannel();
    }
  }
}
