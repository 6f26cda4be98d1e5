/** The whole system: starting it, showing it, and proving that it kept its promises. */
@NullMarked
package dev.streamflow.systemtests;

import org.jspecify.annotations.NullMarked;
