/** What may depend on what. Each rule stands beside a few lines of code that break it. */
@NullMarked
package dev.streamflow.systemtests.architecture;

import org.jspecify.annotations.NullMarked;
