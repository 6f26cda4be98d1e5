package dev.streamflow.order;

import java.time.Instant;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets idempotency keys that nobody may repeat any more, in small transactions. */
@Component
class ExpiredKeys {

  private static final int KEYS_PER_TRANSACTION = 5_000;

  private final Placements placements;
  private final Stamps stamps;
  private final OrderSettings settings;

  ExpiredKeys(Placements placements, Stamps stamps, OrderSettings settings) {
    this.placements = placements;
    this.stamps = stamps;
    this.settings = settings;
  }

  @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
  void forget() {
    Instant before = stamps.next().time().minus(settings.keysKept());
    while (placements.forget(before, KEYS_PER_TRANSACTION) == KEYS_PER_TRANSACTION) {
      // There are more of them.
    }
  }
}
