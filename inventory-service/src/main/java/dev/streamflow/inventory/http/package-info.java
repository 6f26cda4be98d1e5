/** Deliveries and stock over HTTP. */
@NullMarked
package dev.streamflow.inventory.http;

import org.jspecify.annotations.NullMarked;
