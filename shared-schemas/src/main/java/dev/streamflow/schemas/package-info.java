/** The contracts as code: the topic catalogue, the schema registry and the Kafka serializers. */
@NullMarked
package dev.streamflow.schemas;

import org.jspecify.annotations.NullMarked;
