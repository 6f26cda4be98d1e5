package dev.streamflow.systemtests.bench;

/**
 * How large the system was at a moment.
 *
 * @param atMicros since the run's first order was due
 * @param memoryBytes of all server processes, what they share counted once; 0 where the operating
 *     system does not tell
 * @param diskBytes what orders have left in topics and tables since the run began
 */
public record Sizes(long atMicros, long memoryBytes, long diskBytes) {}
