package dev.streamflow.order;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells the other services what customers did. It is part of the current transaction: nothing is
 * told if that is rolled back.
 */
public interface Announcements {

  /** Tells that orders were placed, each in the trace of its own request. */
  void placed(List<Placement> placements);

  /**
   * Tells the outcome that orders have just been given.
   *
   * @param traceparent the W3C trace of the request; null if there was none
   */
  void ended(List<Order> orders, @Nullable String traceparent);
}
