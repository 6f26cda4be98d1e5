package dev.streamflow.order;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Takes orders in. */
@Service
public class Intake {

  /** The answer to a request for an order. */
  public sealed interface Receipt {

    /**
     * The order was placed, by this request or by an earlier one that was equal to it.
     *
     * @param order as it is now
     */
    record Accepted(Order order) implements Receipt {}

    /** The user has used the idempotency key for another order. Nothing was placed. */
    record KeyReused() implements Receipt {}
  }

  private final IntakeQueue queue;
  private final Stamps stamps;
  private final OrderSettings settings;

  Intake(IntakeQueue queue, Stamps stamps, OrderSettings settings) {
    this.queue = queue;
    this.stamps = stamps;
    this.settings = settings;
  }

  /**
   * Places an order at the prices of now, unless this was already done under the same key. A second
   * request that comes while the first is in work waits for it.
   *
   * @param traceparent the W3C trace of the request
   * @throws TotalTooLarge if its total cannot be expressed
   * @throws TooManyRequestsAtOnce if it was not begun in time; nothing was done
   * @throws OutcomeUnknown if it may have been placed, or not
   * @throws org.springframework.dao.DataAccessException if nothing was done; likewise
   *     TransactionException
   */
  public Receipt place(Basket basket, String idempotencyKey, @Nullable String traceparent) {
    return queue.place(
        Placement.of(basket, idempotencyKey, traceparent, settings.deadline(), stamps));
  }
}
