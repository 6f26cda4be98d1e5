/**
 * Records that nobody can process, an oracle that knows them without the engine's code, and the
 * check that each is a dead letter wherever it must be.
 */
@NullMarked
package dev.streamflow.systemtests.faults.poison;

import org.jspecify.annotations.NullMarked;
