package dev.streamflow.notification.channel;

import java.time.Instant;

/**
 * The answer to the call that tells a customer: the channel has the message.
 *
 * @param at when it took it
 */
public record Sent(Instant at) {}
