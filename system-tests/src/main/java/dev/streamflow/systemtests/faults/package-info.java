/**
 * Suites that do harm to a running system, on purpose and by a seed, and what must hold all the
 * same.
 */
@NullMarked
package dev.streamflow.systemtests.faults;

import org.jspecify.annotations.NullMarked;
