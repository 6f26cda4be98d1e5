/** The scale on paper: what a load needs, computed from what one order costs. */
@org.jspecify.annotations.NullMarked
package dev.streamflow.systemtests.capacity;
