package dev.streamflow.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class ChannelConfigurationTest {

  private final ApplicationContextRunner service =
      new ApplicationContextRunner()
          .withUserConfiguration(Settings.class, ChannelConfiguration.class);

  @Test
  void logsMessagesByDefault() {
    service.run(
        context -> assertThat(context).getBean(Channel.class).isInstanceOf(LogChannel.class));
  }

  @Test
  void doesNotStartWithAnUnknownChannel() {
    service
        .withPropertyValues("notification.channel=pigeon")
        .run(
            context -> assertThat(context).getFailure().rootCause().hasMessageContaining("pigeon"));
  }

  @Configuration
  @EnableConfigurationProperties(ChannelSettings.class)
  static class Settings {}
}
