/**
 * Stock and what is set aside of it for orders. The rules are here; {@code http} takes deliveries
 * in, {@code kafka} connects the rules to the saga.
 */
@NullMarked
package dev.streamflow.inventory;

import org.jspecify.annotations.NullMarked;
