package dev.streamflow.notification.channel;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How customers are reached.
 *
 * @param channel the one channel in use
 */
@ConfigurationProperties("notification")
record ChannelSettings(@DefaultValue("log") Kind channel) {

  enum Kind {
    /** {@link LogChannel} */
    LOG
  }
}
