/**
 * Kafka, PostgreSQL, Redis and the schema registry on this machine, as processes or in containers:
 * {@link dev.streamflow.localstack.LocalStack} starts and stops them, {@link
 * dev.streamflow.localstack.EventLog} writes and reads events as a test's client.
 */
@NullMarked
package dev.streamflow.localstack;

import org.jspecify.annotations.NullMarked;
