package dev.streamflow.inventory;

/**
 * An article of which an order wants more than is free.
 *
 * @param requested units wanted, over all lines of the order
 * @param available units that are free
 */
public record Shortage(String sku, long requested, long available) {}
