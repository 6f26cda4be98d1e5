/** The service's part in the saga: from events to the rules, and from outcomes to events. */
@NullMarked
package dev.streamflow.inventory.kafka;

import org.jspecify.annotations.NullMarked;
