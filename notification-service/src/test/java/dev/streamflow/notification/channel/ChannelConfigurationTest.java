package dev.streamflow.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.streamflow.notification.Message;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class ChannelConfigurationTest {

  private static final Message MESSAGE = new Message("<1@example>", "user-1", "Subject", "Body");

  private final ApplicationContextRunner service =
      new ApplicationContextRunner()
          .withUserConfiguration(Settings.class, ChannelConfiguration.class);

  private final ApplicationContextRunner mail =
      service
          .withConfiguration(AutoConfigurations.of(MailSenderAutoConfiguration.class))
          .withPropertyValues(
              "notification.channel=smtp",
              "notification.smtp.from=Shop <orders@shop.example>",
              "notification.smtp.address={user_id}@customers.example",
              "spring.mail.host=127.0.0.1");

  @Test
  void logsMessagesByDefault() {
    service
        .withInitializer(new ConfigDataApplicationContextInitializer())
        .run(context -> assertThat(context).getBean(Channel.class).isInstanceOf(LogChannel.class));
  }

  @Test
  void doesNotStartWithAnUnknownChannel() {
    service
        .withPropertyValues("notification.channel=pigeon")
        .run(
            context -> assertThat(context).getFailure().rootCause().hasMessageContaining("pigeon"));
  }

  @Test
  void sendsMailWithinTheLeaseOfItsCall() {
    mail.withInitializer(new ConfigDataApplicationContextInitializer())
        .run(
            context -> {
              assertThat(context).getBean(Channel.class).isInstanceOf(SmtpChannel.class);
              Properties session =
                  context.getBean(JavaMailSenderImpl.class).getJavaMailProperties();
              assertThat(List.of("connectiontimeout", "timeout", "writetimeout"))
                  .extracting(name -> Integer.valueOf(session.getProperty("mail.smtp." + name)))
                  .allMatch(millis -> 0 < millis && millis < 15_000);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"spring.mail.host", "notification.smtp.from", "notification.smtp.address"})
  void doesNotSendMailWithout(String setting) {
    mail.withPropertyValues(setting + "=")
        .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining(setting));
  }

  @Test
  void doesNotSendAllMailToOneAddress() {
    mail.withPropertyValues("notification.smtp.address=all@customers.example")
        .run(
            context ->
                assertThat(context).getFailure().rootCause().hasMessageContaining("{user_id}"));
  }

  @Test
  void doesNotSendMailByAProtocolThatHasNoTimeouts() {
    mail.withPropertyValues("spring.mail.protocol=smtps")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("spring.mail.protocol"));
  }

  @Test
  void sendsNeitherPasswordNorMailInTheClear() {
    try (MailServer server = new MailServer()) {
      mail.withPropertyValues(
              "spring.mail.port=" + server.port(),
              "spring.mail.username=shop",
              "spring.mail.password=secret")
          .run(
              context ->
                  assertThatExceptionOfType(MailException.class)
                      .isThrownBy(() -> context.getBean(Channel.class).send(MESSAGE))
                      .withStackTraceContaining("STARTTLS is required"));

      assertThat(server.mails()).isEmpty();
    }
  }

  @Test
  void sendsMailInTheClearWhereThatIsAskedFor() {
    try (MailServer server = new MailServer()) {
      mail.withPropertyValues(
              "spring.mail.port=" + server.port(),
              "spring.mail.username=shop",
              "spring.mail.password=secret",
              "spring.mail.properties[mail.smtp.starttls.required]=false")
          .run(context -> context.getBean(Channel.class).send(MESSAGE));

      assertThat(server.mails()).hasSize(1);
    }
  }

  @Test
  void sendsMailOverTlsToTheServerThatItNames(@TempDir Path folder) throws Exception {
    TestCertificate certificate = TestCertificate.of("ip:127.0.0.1", folder);
    try (MailServer server = new MailServer(certificate.shown())) {
      mail.withInitializer(new ConfigDataApplicationContextInitializer())
          .withPropertyValues("spring.mail.port=" + server.port())
          .run(context -> believing(certificate, context).send(MESSAGE));

      assertThat(server.mails()).hasSize(1);
    }
  }

  @Test
  void sendsNothingToAServerOfAnotherName(@TempDir Path folder) throws Exception {
    TestCertificate certificate = TestCertificate.of("dns:mail.example", folder);
    try (MailServer server = new MailServer(certificate.shown())) {
      mail.withInitializer(new ConfigDataApplicationContextInitializer())
          .withPropertyValues("spring.mail.port=" + server.port())
          .run(
              context ->
                  assertThatExceptionOfType(MailException.class)
                      .isThrownBy(() -> believing(certificate, context).send(MESSAGE))
                      .withStackTraceContaining("subject alternative names"));

      assertThat(server.mails()).isEmpty();
    }
  }

  private static Channel believing(TestCertificate certificate, ApplicationContext context)
      throws GeneralSecurityException {
    context
        .getBean(JavaMailSenderImpl.class)
        .getJavaMailProperties()
        .put("mail.smtp.ssl.socketFactory", certificate.believed().getSocketFactory());
    return context.getBean(Channel.class);
  }

  @Configuration
  @EnableConfigurationProperties(ChannelSettings.class)
  static class Settings {}
}
