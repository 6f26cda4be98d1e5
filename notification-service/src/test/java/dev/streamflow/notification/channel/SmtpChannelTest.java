package dev.streamflow.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.streamflow.notification.Message;
import dev.streamflow.notification.channel.MailServer.Step;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Mail over real SMTP. */
class SmtpChannelTest {

  private static final Message MESSAGE = message("user-1", "Your order", "Grüße, 你好!\n.\nEnd");

  private final MailServer server = new MailServer();
  private final SmtpChannel channel =
      new SmtpChannel(
          senderTo(server),
          "Shop <orders@shop.example>",
          new AddressBook("{user_id}@customers.example"));

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void sendsPlainTextInUtf8() throws Exception {
    // When
    channel.send(MESSAGE);

    // Then
    assertThat(server.recipients()).containsExactly("user-1@customers.example");
    MimeMessage mail = server.mails().getFirst();
    assertThat(mail.getHeader("From")).containsExactly("Shop <orders@shop.example>");
    assertThat(mail.getHeader("To")).containsExactly("user-1@customers.example");
    assertThat(mail.getSubject()).isEqualTo("Your order");
    assertThat(mail.getHeader("Message-ID")).containsExactly("<1@example>");
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(mail.getContentType()).isEqualTo("text/plain; charset=UTF-8");
    assertThat(mail.getContent().toString().lines())
        .containsExactlyElementsOf(MESSAGE.body().lines().toList());
  }

  @Test
  void repeatsTheMessageId() throws Exception {
    // When
    channel.send(MESSAGE);
    channel.send(MESSAGE);

    // Then
    assertThat(server.mails())
        .extracting(MimeMessage::getMessageID)
        .containsExactly("<1@example>", "<1@example>");
  }

  @Test
  void letsNoTextBecomeAHeader() throws Exception {
    // Given
    String header = "\r\nBcc: eve@evil.example";

    // When
    channel.send(new Message("<1@example>" + header, "user-1", "Hello" + header + "\0Buy", "Text"));

    // Then
    MimeMessage mail = server.mails().getFirst();
    assertThat(mail.getHeader("Bcc")).isNull();
    assertThat(mail.getSubject()).isEqualTo("Hello Bcc: eve@evil.example Buy");
    assertThat(mail.getHeader("Message-ID")).containsExactly("<1@example> Bcc: eve@evil.example");
    assertThat(server.recipients()).containsExactly("user-1@customers.example");
  }

  @Test
  void sendsNothingToAUserIdThatIsNoName() {
    assertThatExceptionOfType(MessageRefused.class)
        .isThrownBy(() -> channel.send(message("eve@evil.example>\r\nDATA", "Hello", "Text")));
    assertThat(server.mails()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"RECIPIENT, 550", "RECIPIENT, 501", "CONTENT, 554", "CONTENT, 552"})
  void takesTheRefusalOfOneMessageForFinal(Step step, int code) {
    server.refuseOnceAt(step, code, "Not wanted");

    assertThatExceptionOfType(MessageRefused.class)
        .isThrownBy(() -> channel.send(MESSAGE))
        .withMessageContaining(code + " Not wanted");
  }

  @ParameterizedTest
  @CsvSource({
    "RECIPIENT, 450",
    "RECIPIENT, 451",
    "RECIPIENT, 421",
    "CONTENT, 452",
    "CONTENT, 421",
    "SENDER, 451"
  })
  void takesAPassingRefusalForNoAnswer(Step step, int code) throws Exception {
    server.refuseOnceAt(step, code, "Later");

    assertUnknownThenSent();
  }

  @ParameterizedTest
  @CsvSource({"SENDER, 550", "SENDER, 530", "RECIPIENT, 530", "CONTENT, 530", "RECIPIENT, 503"})
  void takesTheRefusalOfAllMailForNoAnswer(Step step, int code) throws Exception {
    server.refuseOnceAt(step, code, "Not from you");

    assertUnknownThenSent();
  }

  @Test
  void knowsNoAnswerWithoutAServer() throws Exception {
    // Given
    server.stop();
    assertThatExceptionOfType(MailException.class).isThrownBy(() -> channel.send(MESSAGE));

    // When
    server.startAgain();
    channel.send(MESSAGE);

    // Then
    assertThat(server.mails()).hasSize(1);
  }

  private void assertUnknownThenSent() throws Exception {
    assertThatExceptionOfType(MailException.class).isThrownBy(() -> channel.send(MESSAGE));
    channel.send(MESSAGE);
    assertThat(server.mails().getLast().getSubject()).isEqualTo("Your order");
  }

  private static Message message(String userId, String subject, String body) {
    return new Message("<1@example>", userId, subject, body);
  }

  private static JavaMailSenderImpl senderTo(MailServer server) {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost("127.0.0.1");
    sender.setPort(server.port());
    return sender;
  }
}
