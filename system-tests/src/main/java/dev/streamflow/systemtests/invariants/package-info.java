/**
 * The invariants of the design, each a class. A check is a pure function of the {@link
 * dev.streamflow.systemtests.witness.Witnesses}, so that a seeded violation can show it red.
 */
@NullMarked
package dev.streamflow.systemtests.invariants;

import org.jspecify.annotations.NullMarked;
