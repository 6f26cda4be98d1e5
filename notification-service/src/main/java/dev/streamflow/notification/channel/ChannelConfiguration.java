package dev.streamflow.notification.channel;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/** Selects the channel. A new one is a new kind, which does not compile until it stands here. */
@Configuration(proxyBeanMethods = false)
class ChannelConfiguration {

  @Bean
  Channel channel(ChannelSettings settings, ObjectProvider<JavaMailSenderImpl> mailServer) {
    return switch (settings.channel()) {
      case LOG -> new LogChannel();
      case SMTP -> smtp(settings.smtp(), mailServer.getIfAvailable());
    };
  }

  private static Channel smtp(
      @Nullable SmtpSettings settings, @Nullable JavaMailSenderImpl server) {
    Assert.state(settings != null, "notification.smtp.from and .address must be set");
    Assert.state(
        server != null && StringUtils.hasText(server.getHost()), "spring.mail.host must be set");
    // Time-outs and TLS are set for this protocol: another one would go without.
    Assert.state(
        "smtp".equals(server.getProtocol()),
        "spring.mail.protocol must be smtp; TLS from the first byte is spring.mail.ssl.enabled");
    if (StringUtils.hasText(server.getUsername())) {
      server.getJavaMailProperties().putIfAbsent("mail.smtp.starttls.required", "true");
    }
    return new SmtpChannel(server, settings.from(), new AddressBook(settings.address()));
  }
}
