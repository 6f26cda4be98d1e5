package dev.streamflow.engine.autoconfigure;

import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import dev.streamflow.engine.EventStamps;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Random;

/** Stamps of a clock and a source of randomness; ids ascend within one process (RFC 9562). */
final class UuidV7Stamps implements EventStamps {

  private final Clock clock;
  private final TimeOrderedEpochFactory ids;

  UuidV7Stamps(Clock clock, Random random) {
    this.clock = clock;
    this.ids = new TimeOrderedEpochFactory(random, clock);
  }

  @Override
  public EventStamp next() {
    return new EventStamp(ids.create(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }
}
