package dev.streamflow.provider;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;

/** One line of the journal: what was asked under a key, and what it came to. */
record Decision(
    String idempotencyKey,
    @JsonTypeInfo(use = Id.SIMPLE_NAME) Request request,
    @JsonTypeInfo(use = Id.SIMPLE_NAME) Outcome outcome) {}
