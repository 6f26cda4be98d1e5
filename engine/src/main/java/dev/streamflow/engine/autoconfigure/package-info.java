/** Internal: builds the engine from its settings, and starts and stops it. */
@NullMarked
package dev.streamflow.engine.autoconfigure;

import org.jspecify.annotations.NullMarked;
