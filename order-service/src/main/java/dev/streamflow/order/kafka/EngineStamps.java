package dev.streamflow.order.kafka;

import dev.streamflow.engine.EventStamps;
import dev.streamflow.engine.EventStamps.EventStamp;
import dev.streamflow.order.Stamps;
import org.springframework.stereotype.Component;

/** The domain takes its ids and times from where events take theirs. */
@Component
class EngineStamps implements Stamps {

  private final EventStamps stamps;

  EngineStamps(EventStamps stamps) {
    this.stamps = stamps;
  }

  @Override
  public Stamp next() {
    EventStamp stamp = stamps.next();
    return new Stamp(stamp.id(), stamp.time());
  }
}
