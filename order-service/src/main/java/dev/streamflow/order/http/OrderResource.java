package dev.streamflow.order.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.streamflow.order.Line;
import dev.streamflow.order.Money;
import dev.streamflow.order.Order.CancellationReason;
import dev.streamflow.order.Order.Status;
import dev.streamflow.order.OrderHistory;
import dev.streamflow.order.OrderHistory.RecordedStep;
import dev.streamflow.order.Waiting;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order with its lines and all that has happened to it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OrderResource(
    UUID orderId,
    String userId,
    String country,
    Status status,
    @Schema(description = "Only if it was cancelled.")
        @Nullable CancellationReason cancellationReason,
    @Schema(description = "For people: which article was short, which country is not served.")
        @Nullable String cancellationDetail,
    Money total,
    Instant placedAt,
    @Schema(description = "When it is cancelled if it is still pending then; only until it ends.")
        @Nullable Instant deadline,
    @Schema(description = "When it was confirmed or cancelled.") @Nullable Instant finishedAt,
    @Schema(
            description =
                "Who owes an answer, which events are one, and since when. Empty once all is done.")
        List<Waiting> waitingFor,
    @Schema(description = "As they were ordered, at the prices of then.") List<Line> lines,
    @Schema(description = "In the order in which this service heard of it.") List<Step> history) {

  @Schema(name = "OrderStep")
  record Step(
      UUID eventId,
      @Schema(example = "StockReserved") String type,
      Instant occurredAt,
      @Schema(description = "When this service heard of it.") Instant recordedAt,
      @Schema(description = "How often the service that took it had to try.") int attempts,
      @Schema(description = "For people; may be empty.") String detail) {

    static Step of(RecordedStep recorded) {
      return new Step(
          recorded.step().eventId(),
          recorded.step().type(),
          recorded.step().occurredAt(),
          recorded.recordedAt(),
          recorded.step().attempts(),
          recorded.step().detail());
    }
  }

  static OrderResource of(OrderHistory.Entry entry) {
    var order = entry.order();
    var cancellation = order.cancellation();
    return new OrderResource(
        order.id(),
        order.userId(),
        order.country(),
        order.status(),
        cancellation == null ? null : cancellation.reason(),
        cancellation == null ? null : cancellation.detail(),
        order.total(),
        order.placedAt(),
        order.isPending() ? order.deadline() : null,
        order.finishedAt(),
        entry.waitingFor(),
        entry.lines(),
        entry.steps().stream().map(Step::of).toList());
  }
}
