/**
 * Internal: from the poll to the offset commit. {@link
 * dev.streamflow.engine.consumer.BatchPipeline} is where to start.
 */
@NullMarked
package dev.streamflow.engine.consumer;

import org.jspecify.annotations.NullMarked;
