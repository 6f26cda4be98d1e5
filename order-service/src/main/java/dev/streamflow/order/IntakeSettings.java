package dev.streamflow.order;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How orders are taken in, under {@code orders.intake} in the configuration.
 *
 * @param batchSize how many orders share a transaction, at most
 * @param window how long orders gather at most after a transaction that was not full
 * @param answerWithin a request whose transaction has not begun after so long is turned away; one
 *     whose transaction has not ended after so long again is told that its outcome is unknown
 */
@ConfigurationProperties("orders.intake")
record IntakeSettings(
    @DefaultValue("200") int batchSize,
    @DefaultValue("20ms") Duration window,
    @DefaultValue("2s") Duration answerWithin) {

  IntakeSettings {
    if (batchSize < 1) {
      throw new IllegalArgumentException("orders.intake.batch-size: 1 or more, not " + batchSize);
    }
    if (!answerWithin.isPositive()) {
      throw new IllegalArgumentException(
          "orders.intake.answer-within: longer than nothing, not "
              + answerWithin.toMillis()
              + " ms");
    }
  }
}
