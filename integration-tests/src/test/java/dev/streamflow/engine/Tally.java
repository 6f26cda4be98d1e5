package dev.streamflow.engine;

import java.util.UUID;

/** The state of the test service: how often an order was counted, and the last word on it. */
public record Tally(UUID orderId, String userId, int count, String last) {

  Tally count(String word) {
    return new Tally(orderId, userId, count + 1, word);
  }
}
