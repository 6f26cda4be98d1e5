/** Internal: what happens inside the one transaction of a batch. */
@NullMarked
package dev.streamflow.engine.transaction;

import org.jspecify.annotations.NullMarked;
