/**
 * What a service sees of the engine. A service gives it one {@link
 * dev.streamflow.engine.EventHandler} and, if it talks to the outside, one {@link
 * dev.streamflow.engine.CallClient}; everything else (polling, duplicates, transactions, offsets,
 * outbox, dead letters) is the engine's. The packages below this one are internal.
 */
@NullMarked
package dev.streamflow.engine;

import org.jspecify.annotations.NullMarked;
