/**
 * The checkout that this project replaces, to be measured beside it: it asks payment, inventory,
 * shipping and notification one after the other, and its customer waits for all of them.
 */
@org.jspecify.annotations.NullMarked
package dev.streamflow.systemtests.synchronous;
