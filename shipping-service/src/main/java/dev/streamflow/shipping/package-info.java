/** Shipments: what is scheduled once an order is paid for, and cancelled with the order. */
@NullMarked
package dev.streamflow.shipping;

import org.jspecify.annotations.NullMarked;
