package dev.streamflow.notification.channel;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Selects the channel. A new one is a new kind, which does not compile until it stands here. */
@Configuration(proxyBeanMethods = false)
class ChannelConfiguration {

  @Bean
  Channel channel(ChannelSettings settings) {
    return switch (settings.channel()) {
      case LOG -> new LogChannel();
    };
  }
}
