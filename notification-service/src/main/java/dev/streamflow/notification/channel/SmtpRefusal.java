package dev.streamflow.notification.channel;

import jakarta.mail.MessagingException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;

/**
 * Tells a server that does not want one message from a server that takes none. Only a permanent
 * answer (5xx) to the recipient or to the content is about the message. All others, such as a
 * password or a sender that is not accepted, would meet every message until somebody mends the
 * settings: no message may be given up for that.
 */
final class SmtpRefusal {

  /** Bad sequence of commands, and authentication required: about us, whatever the command. */
  private static final Set<Integer> ABOUT_THE_CLIENT = Set.of(503, 530);

  private static final Set<String> CONTENT = Set.of("DATA", ".");

  private SmtpRefusal() {}

  /** What the server has said for good about this message, or null if it has not. */
  static @Nullable String in(MailException failure) {
    if (!(failure instanceof MailSendException attempt)) {
      return null;
    }
    return Stream.of(attempt.getMessageExceptions())
        .flatMap(SmtpRefusal::chain)
        .filter(SmtpRefusal::isFinal)
        .map(answer -> Objects.requireNonNullElse(answer.getMessage(), "refused"))
        .findFirst()
        .orElse(null);
  }

  private static Stream<Exception> chain(Exception first) {
    return Stream.iterate(
        first,
        Objects::nonNull,
        answer -> answer instanceof MessagingException link ? link.getNextException() : null);
  }

  private static boolean isFinal(Exception answer) {
    return switch (answer) {
      case SMTPAddressFailedException recipient -> isPermanent(recipient.getReturnCode());
      case SMTPSendFailedException command ->
          CONTENT.contains(command.getCommand()) && isPermanent(command.getReturnCode());
      default -> false;
    };
  }

  private static boolean isPermanent(int code) {
    return code / 100 == 5 && !ABOUT_THE_CLIENT.contains(code);
  }
}
