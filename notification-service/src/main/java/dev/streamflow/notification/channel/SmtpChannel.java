package dev.streamflow.notification.channel;

import dev.streamflow.notification.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/**
 * Reaches customers by mail: plain text in UTF-8, handed to one SMTP server over a connection of
 * its own per message. A repeated message has the Message-ID of the first.
 */
class SmtpChannel implements Channel {

  private final JavaMailSender server;
  private final String from;
  private final AddressBook addresses;

  SmtpChannel(JavaMailSender server, String from, AddressBook addresses) {
    this.server = server;
    this.from = from;
    this.addresses = addresses;
  }

  /** Takes no answer of the server for final but that it does not want this very message. */
  @Override
  public void send(Message message) throws Exception {
    MimeMessage mail = compose(message);
    try {
      server.send(mail);
    } catch (MailException e) {
      String refusal = SmtpRefusal.in(e);
      if (refusal == null) {
        throw e;
      }
      throw new MessageRefused(refusal, e);
    }
  }

  private MimeMessage compose(Message message) throws MessagingException, MessageRefused {
    MimeMessage mail = server.createMimeMessage();
    MimeMessageHelper parts = new MimeMessageHelper(mail, StandardCharsets.UTF_8.name());
    parts.setFrom(from);
    parts.setTo(addresses.addressOf(message.userId()));
    parts.setSubject(oneLine(message.subject()));
    parts.setText(message.body());
    mail.setHeader("Message-ID", oneLine(message.id()));
    // RFC 3834: nobody's holiday notice should answer.
    mail.setHeader("Auto-Submitted", "auto-generated");
    return mail;
  }

  /** A line break would begin a header of the writer's choice. */
  private static String oneLine(String header) {
    return header.replaceAll("\\p{Cntrl}+", " ");
  }
}
