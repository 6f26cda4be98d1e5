/** The demonstration: orders from a file, placed at a steady rate, and what must come of them. */
@NullMarked
package dev.streamflow.systemtests.demo;

import org.jspecify.annotations.NullMarked;
