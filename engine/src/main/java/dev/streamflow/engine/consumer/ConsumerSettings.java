package dev.streamflow.engine.consumer;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How records are read.
 *
 * @param maxBatch how many records one poll, and so one transaction, has at most
 */
public record ConsumerSettings(@DefaultValue("500") int maxBatch) {}
