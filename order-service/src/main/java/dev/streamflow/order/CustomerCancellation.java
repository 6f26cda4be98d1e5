package dev.streamflow.order;

import dev.streamflow.order.Order.CancellationReason;
import dev.streamflow.order.Order.Status;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A customer changes their mind. Competes with the saga for the lock on the order. */
@Service
public class CustomerCancellation {

  private final Orders orders;
  private final Announcements announcements;
  private final Stamps stamps;

  CustomerCancellation(Orders orders, Announcements announcements, Stamps stamps) {
    this.orders = orders;
    this.announcements = announcements;
    this.stamps = stamps;
  }

  /**
   * Cancels a pending order. One that is cancelled already, for whatever reason, stays as it is.
   *
   * @throws OrderNotFound if there is none with this id
   * @throws OrderAlreadyConfirmed if it is too late
   */
  @Transactional
  public void cancel(UUID id, @Nullable String traceparent) {
    Order before = orders.lock(List.of(id)).get(id);
    if (before == null) {
      throw new OrderNotFound(id);
    }
    if (before.status() == Status.CONFIRMED) {
      throw new OrderAlreadyConfirmed(id);
    }
    if (before.isPending()) {
      Order cancelled = before.cancel(CancellationReason.CANCELLED_BY_CUSTOMER, "", stamps);
      orders.save(List.of(cancelled));
      announcements.ended(List.of(cancelled), traceparent);
    }
  }
}
