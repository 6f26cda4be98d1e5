package dev.streamflow.notification.channel;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/**
 * A real SMTP server on loopback. It keeps every mail it is given, even where it then says no, and
 * comes back on the same port after it was stopped.
 */
public final class MailServer implements AutoCloseable {

  /** A step of the exchange at which the server can say no. */
  public enum Step {
    SENDER,
    RECIPIENT,
    CONTENT
  }

  private final List<MimeMessage> mails = new CopyOnWriteArrayList<>();
  private final List<String> recipients = new CopyOnWriteArrayList<>();
  private final Map<Step, RejectException> noes = new ConcurrentHashMap<>();
  private final @Nullable SSLContext tls;
  private final int port;
  private SMTPServer server;

  /** Without TLS. */
  public MailServer() {
    this(null);
  }

  /**
   * @param tls with which it takes mail only after STARTTLS, or null for no TLS
   */
  MailServer(@Nullable SSLContext tls) {
    this.tls = tls;
    server = started(0);
    port = server.getPortAllocated();
  }

  public int port() {
    return port;
  }

  /** The mails in the order in which they came, repeated ones too. */
  public List<MimeMessage> mails() {
    return List.copyOf(mails);
  }

  /** Whom the envelopes of the mails name. */
  List<String> recipients() {
    return List.copyOf(recipients);
  }

  /** Says no to the next exchange that comes to this step, and to no other. */
  public void refuseOnceAt(Step step, int code, String text) {
    noes.put(step, new RejectException(code, text));
  }

  public void stop() {
    server.stop();
  }

  public void startAgain() {
    server = started(port);
  }

  @Override
  public void close() {
    stop();
  }

  private SMTPServer started(int wantedPort) {
    SMTPServer.Builder settings =
        new SMTPServer.Builder()
            .bindAddress(InetAddress.getLoopbackAddress())
            .port(wantedPort)
            .insertReceivedHeaders(false)
            .messageHandlerFactory(_ -> new Exchange());
    if (tls != null) {
      settings.requireTLS().startTlsSocketFactory(tls);
    }
    SMTPServer started = settings.build();
    started.start();
    return started;
  }

  private void come(Step step) throws RejectException {
    RejectException no = noes.remove(step);
    if (no != null) {
      throw no;
    }
  }

  /** One mail from its envelope to its last line. */
  private final class Exchange implements MessageHandler {

    @Override
    public void from(String sender) throws RejectException {
      come(Step.SENDER);
    }

    @Override
    public void recipient(String recipient) throws RejectException {
      come(Step.RECIPIENT);
      recipients.add(recipient);
    }

    @Override
    public @Nullable String data(InputStream content) throws RejectException, IOException {
      try {
        mails.add(new MimeMessage(null, content));
      } catch (MessagingException e) {
        throw new IOException(e);
      }
      come(Step.CONTENT);
      return null;
    }

    @Override
    public void done() {}
  }
}
