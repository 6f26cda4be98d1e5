/** Internal: named places where tests let the process die or wait. Nothing happens there else. */
@NullMarked
package dev.streamflow.engine.failpoint;

import org.jspecify.annotations.NullMarked;
