/** The payment of an order: its states, and the rows that keep them. */
@NullMarked
package dev.streamflow.payment;

import org.jspecify.annotations.NullMarked;
