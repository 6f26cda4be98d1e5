package dev.streamflow.systemtests.bench;

import java.util.Map;

/**
 * What was seen of the system at a moment.
 *
 * @param atMicros since the run's first order was due
 * @param lag how many records each group has still to read
 * @param openCalls to the payment provider
 */
public record Sample(long atMicros, Map<String, Long> lag, long openCalls) {}
