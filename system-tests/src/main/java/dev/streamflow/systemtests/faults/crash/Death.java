package dev.streamflow.systemtests.faults.crash;

import java.time.Duration;
import java.util.List;

/**
 * What came of a kill.
 *
 * @param recovery from the restart until everything was processed
 * @param violations what was not as it should be; empty if all was
 */
public record Death(Kill kill, Duration recovery, List<String> violations) {}
