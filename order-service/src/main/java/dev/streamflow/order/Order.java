package dev.streamflow.order;

import dev.streamflow.order.Stamps.Stamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A customer's order and its outcome. It ends once: what comes after the end only fills its
 * history.
 *
 * @param total the sum over the lines, at the prices that were frozen when it was placed
 * @param cancellation why it was cancelled; null unless it was
 * @param deadline when it is cancelled if it is still pending then
 * @param finishedAt when it ended; null while it is pending
 * @param newSteps what happened to it since it was read, in that order
 */
public record Order(
    UUID id,
    String userId,
    String country,
    Money total,
    Status status,
    @Nullable Cancellation cancellation,
    Instant placedAt,
    Instant deadline,
    @Nullable Instant finishedAt,
    List<Step> newSteps) {

  /** Where an order stands. */
  public enum Status {
    /** Accepted; its outcome is open. */
    PENDING,
    /** Reserved, paid and scheduled. Final. */
    CONFIRMED,
    /** Every participant undoes what it did. Final. */
    CANCELLED
  }

  /** Why an order was cancelled. */
  public enum CancellationReason {
    OUT_OF_STOCK,
    PAYMENT_DECLINED,
    COUNTRY_NOT_SERVED,
    CANCELLED_BY_CUSTOMER,
    TIMED_OUT
  }

  /**
   * @param detail for people: which article was short, which country is not served; may be empty
   */
  public record Cancellation(CancellationReason reason, String detail) {}

  /**
   * Something that happened to an order: an event of a participant, or one of its own.
   *
   * @param attempts how often it was tried by the service that tells of it
   * @param detail for people; may be empty
   */
  public record Step(UUID eventId, String type, Instant occurredAt, int attempts, String detail) {

    public static final String CREATED = "OrderCreated";
    public static final String CONFIRMED = "OrderConfirmed";
    public static final String CANCELLED = "OrderCancelled";

    Step(Stamp stamp, String type, String detail) {
      this(stamp.id(), type, stamp.time(), 1, detail);
    }
  }

  public Order {
    newSteps = List.copyOf(newSteps);
  }

  /**
   * A new order. Its history begins with its creation.
   *
   * @param patience how long it may be pending
   */
  public static Order place(Basket basket, Money total, Duration patience, Stamps stamps) {
    Stamp identity = stamps.next();
    Step created = new Step(stamps.next(), Step.CREATED, "");
    return new Order(
        identity.id(),
        basket.userId(),
        basket.country(),
        total,
        Status.PENDING,
        null,
        created.occurredAt(),
        created.occurredAt().plus(patience),
        null,
        List.of(created));
  }

  public boolean isPending() {
    return status == Status.PENDING;
  }

  /** Adds a step to the history. Changes nothing else, whenever the step comes. */
  public Order record(Step step) {
    return changed(status, cancellation, finishedAt, step);
  }

  /** Confirms a pending order; one that has ended stays as it is. */
  public Order confirm(Stamps stamps) {
    return isPending()
        ? end(Status.CONFIRMED, null, new Step(stamps.next(), Step.CONFIRMED, ""))
        : this;
  }

  /** Cancels a pending order; one that has ended stays as it is. */
  public Order cancel(CancellationReason reason, String detail, Stamps stamps) {
    return isPending()
        ? end(
            Status.CANCELLED,
            new Cancellation(reason, detail),
            new Step(stamps.next(), Step.CANCELLED, reason.name()))
        : this;
  }

  private Order end(Status end, @Nullable Cancellation why, Step outcome) {
    return changed(end, why, outcome.occurredAt(), outcome);
  }

  private Order changed(
      Status status, @Nullable Cancellation cancellation, @Nullable Instant finishedAt, Step step) {
    List<Step> steps = new ArrayList<>(newSteps);
    steps.add(step);
    return new Order(
        id, userId, country, total, status, cancellation, placedAt, deadline, finishedAt, steps);
  }
}
