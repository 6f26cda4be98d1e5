/** The experiments of {@code ./streamflow bench}: load from outside, and what is measured. */
@org.jspecify.annotations.NullMarked
package dev.streamflow.systemtests.bench;
