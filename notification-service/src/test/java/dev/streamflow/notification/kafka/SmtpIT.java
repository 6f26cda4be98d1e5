package dev.streamflow.notification.kafka;

import static dev.streamflow.notification.kafka.Fixtures.orderConfirmed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.streamflow.localstack.EventLog;
import dev.streamflow.localstack.LocalStack;
import dev.streamflow.notification.Message;
import dev.streamflow.notification.channel.MailServer;
import dev.streamflow.notification.channel.MailServer.Step;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole service with a real mail server: events in, mails out. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@DirtiesContext
class SmtpIT {

  private static final MailServer MAIL_SERVER = new MailServer();

  private final UUID order = UuidCreator.getTimeOrderedEpoch();
  private final String user = "user-" + order;

  @Autowired private EventLog events;
  @Autowired private JdbcClient database;

  @DynamicPropertySource
  static void servers(DynamicPropertyRegistry properties) {
    LocalStack.shared()
        .settingsOf("notification-service")
        .forEach((name, value) -> properties.add(name, () -> value));
    properties.add("notification.channel", () -> "smtp");
    properties.add("notification.smtp.from", () -> "orders@shop.example");
    properties.add("notification.smtp.address", () -> "{user_id}@customers.example");
    properties.add("spring.mail.host", () -> "127.0.0.1");
    properties.add("spring.mail.port", MAIL_SERVER::port);
  }

  @AfterAll
  static void stopMailServer() {
    MAIL_SERVER.close();
  }

  @Test
  void mailsTheOutcomeOnce() throws Exception {
    // When
    events.publish(orderConfirmed(order, user));

    // Then
    awaitStatus("SENT");
    assertThat(mails()).hasSize(1);
    MimeMessage mail = mails().getFirst();
    assertThat(mail.getMessageID()).isEqualTo(Message.idFor(order));
    assertThat(mail.getSubject()).isEqualTo("Your order " + order + " is confirmed");
  }

  @Test
  void mailsTheOutcomeWhenTheServerIsBack() {
    // Given
    MAIL_SERVER.stop();
    events.publish(orderConfirmed(order, user));
    await().atMost(Duration.ofSeconds(30)).until(() -> !failures().isEmpty());

    // When
    MAIL_SERVER.startAgain();

    // Then
    awaitStatus("SENT");
    assertThat(mails()).hasSize(1);
  }

  @Test
  void repeatsTheMessageIdWhenTheAnswerIsNoAnswer() {
    // Given
    MAIL_SERVER.refuseOnceAt(Step.CONTENT, 451, "Kept, but not sure");

    // When
    events.publish(orderConfirmed(order, user));

    // Then
    awaitStatus("SENT");
    String id = Message.idFor(order);
    assertThat(mails()).extracting(MimeMessage::getMessageID).containsExactly(id, id);
  }

  @Test
  void recordsThatTheRecipientIsRefusedAndNeverTriesAgain() {
    // Given
    MAIL_SERVER.refuseOnceAt(Step.RECIPIENT, 550, "No such user");

    // When
    events.publish(orderConfirmed(order, user));

    // Then
    awaitStatus("REFUSED");
    assertThat(text("SELECT refusal FROM notification WHERE order_id = ?"))
        .singleElement()
        .asString()
        .contains("550 No such user");
    assertThat(text("SELECT idempotency_key FROM call WHERE order_id = ?")).isEmpty();
    assertThat(mails()).isEmpty();
  }

  private void awaitStatus(String status) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> text("SELECT status FROM notification WHERE order_id = ?"),
            List.of(status)::equals);
  }

  private List<String> failures() {
    return text("SELECT last_error FROM call WHERE order_id = ? AND last_error IS NOT NULL");
  }

  private List<String> text(String question) {
    return database.sql(question).param(order).query(String.class).list();
  }

  private List<MimeMessage> mails() {
    return MAIL_SERVER.mails().stream().filter(this::isForTheUser).toList();
  }

  private boolean isForTheUser(MimeMessage mail) {
    try {
      return mail.getHeader("To", ",").equals(user + "@customers.example");
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  @TestConfiguration
  static class Witnesses {

    @Bean
    EventLog events() {
      return EventLog.of(LocalStack.shared());
    }
  }
}
