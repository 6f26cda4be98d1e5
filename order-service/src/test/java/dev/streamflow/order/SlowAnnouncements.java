package dev.streamflow.order;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lets something happen when orders are announced and not yet committed. */
record SlowAnnouncements(
    Announcements announcements, Consumer<List<Placement>> whenPlaced, Runnable whenEnded)
    implements Announcements {

  @Override
  public void placed(List<Placement> placements) {
    announcements.placed(placements);
    whenPlaced.accept(placements);
  }

  @Override
  public void ended(List<Order> orders, @Nullable String traceparent) {
    announcements.ended(orders, traceparent);
    whenEnded.run();
  }
}
