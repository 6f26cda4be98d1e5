/** Arms failpoints. Only test builds have it on their class path. */
@NullMarked
package dev.streamflow.engine.failpoint;

import org.jspecify.annotations.NullMarked;
