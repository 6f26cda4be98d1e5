package dev.streamflow.order;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets something happen when an outcome is announced and not yet committed. */
record SlowAnnouncements(Announcements announcements, Runnable meanwhile) implements Announcements {

  @Override
  public void placed(Placement placement) {
    announcements.placed(placement);
  }

  @Override
  public void ended(List<Order> orders, @Nullable String traceparent) {
    announcements.ended(orders, traceparent);
    meanwhile.run();
  }
}
