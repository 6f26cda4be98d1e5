package dev.streamflow.systemtests.cli;

import dev.streamflow.systemtests.bench.Experiment;
import dev.streamflow.systemtests.bench.OrderMix;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The experiments by their names on the command line. */
enum Experiments {
  STEADY("100,000 orders a minute, for one.", 1_667, 60) {
    @Override
    Experiment with(double rate, Duration lasts, int orders) {
      return Experiment.steady(toString(), rate, lasts);
    }
  },
  LATENCY_SPIKE("The same; in the middle, payment takes 3 s for 30 s.", 1_667, 90) {
    @Override
    Experiment with(double rate, Duration lasts, int orders) {
      return Experiment.latencySpike(toString(), rate, lasts);
    }
  },
  OUTAGE("The same; in the middle, payment fails for 30 s.", 1_667, 90) {
    @Override
    Experiment with(double rate, Duration lasts, int orders) {
      return Experiment.outage(toString(), rate, lasts);
    }
  },
  SATURATION("100,000 orders as fast as they are accepted.", 0, 0) {
    @Override
    Experiment with(double rate, Duration lasts, int orders) {
      return Experiment.saturation(toString(), OrderMix.USUAL, orders);
    }
  },
  HOT_SKU("The same; half of them want one article.", 0, 0) {
    @Override
    Experiment with(double rate, Duration lasts, int orders) {
      return Experiment.saturation(toString(), OrderMix.HOT_SKU, orders);
    }
  },
  HOT_USER("The same; a tenth of them are one user's.", 0, 0) {
    @Override
    Experiment with(double rate, Duration lasts, int orders) {
      return Experiment.saturation(toString(), OrderMix.HOT_USER, orders);
    }
  },
  SOAK("800 orders/s for 20 minutes: does anything grow?", 800, 1_200) {
    @Override
    Experiment with(double rate, Duration lasts, int orders) {
      return Experiment.soak(toString(), rate, lasts);
    }
  };

  private static final int ORDERS = 100_000;

  private final String description;
  private final double usualRate;
  private final int usualSeconds;

  Experiments(String description, double usualRate, int usualSeconds) {
    this.description = description;
    this.usualRate = usualRate;
    this.usualSeconds = usualSeconds;
  }

  String description() {
    return description;
  }

  abstract Experiment with(double rate, Duration lasts, int orders);

  /** The experiment; what is null is as usual. */
  Experiment with(@Nullable Double rate, @Nullable Integer seconds, @Nullable Integer orders) {
    return with(
        rate == null ? usualRate : rate,
        Duration.ofSeconds(seconds == null ? usualSeconds : seconds),
        orders == null ? ORDERS : orders);
  }

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
