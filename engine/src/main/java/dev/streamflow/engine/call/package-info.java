/** Internal: calls to other systems, from the row to the applied answer. */
@NullMarked
package dev.streamflow.engine.call;

import org.jspecify.annotations.NullMarked;
