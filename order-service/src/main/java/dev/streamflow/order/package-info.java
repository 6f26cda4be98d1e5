/**
 * Orders and their outcome. This package is the domain: it knows neither HTTP nor Kafka, which
 * stand in the packages below it.
 */
@NullMarked
package dev.streamflow.order;

import org.jspecify.annotations.NullMarked;
