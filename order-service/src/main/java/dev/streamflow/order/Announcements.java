package dev.streamflow.order;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells the other services what customers did. It is part of the current transaction: nothing is
 * told if that is rolled back.
 */
public interface Announcements {

  /** Tells that an order was placed. */
  void placed(Placement placement);

  /**
   * Tells the outcome that orders have just been given.
   *
   * @param traceparent the W3C trace of the request; null if there was none
   */
  void ended(List<Order> orders, @Nullable String traceparent);
}
