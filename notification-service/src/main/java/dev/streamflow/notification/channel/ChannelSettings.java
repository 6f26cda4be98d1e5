package dev.streamflow.notification.channel;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How customers are reached.
 *
 * @param channel the one channel in use
 * @param smtp needed by that channel alone
 */
@ConfigurationProperties("notification")
record ChannelSettings(@DefaultValue("log") Kind channel, @Nullable SmtpSettings smtp) {

  enum Kind {
    /** {@link LogChannel} */
    LOG,
    /** {@link SmtpChannel} */
    SMTP
  }
}
