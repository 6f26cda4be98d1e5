/** The command line of {@code ./streamflow}. */
@NullMarked
package dev.streamflow.systemtests.cli;

import org.jspecify.annotations.NullMarked;
