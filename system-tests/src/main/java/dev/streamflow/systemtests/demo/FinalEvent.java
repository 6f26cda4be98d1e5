package dev.streamflow.systemtests.demo;

import java.util.UUID;

/**
 * The end of an order, as a reader of order.events saw it.
 *
 * @param detail for people: which article was short
 * @param arrivedNanos when it was read (System.nanoTime)
 */
public record FinalEvent(UUID orderId, Outcome outcome, String detail, long arrivedNanos) {}
