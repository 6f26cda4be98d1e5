/** Notifications: what a customer is told about how an order ended. */
@NullMarked
package dev.streamflow.notification;

import org.jspecify.annotations.NullMarked;
