/** What runs inside Kafka's own JVM. Nothing else may use it: Kafka's server is not with us. */
@NullMarked
package dev.streamflow.localstack.kafka;

import org.jspecify.annotations.NullMarked;
