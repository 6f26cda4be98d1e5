package dev.streamflow.order.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.streamflow.order.Money;
import dev.streamflow.order.Order;
import dev.streamflow.order.Order.CancellationReason;
import dev.streamflow.order.Order.Status;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** Some orders of a longer list. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OrderPage(
    List<Summary> orders,
    @Schema(description = "Where those behind them are. Absent if there are none.")
        @Nullable String next) {

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "OrderSummary")
  record Summary(
      UUID orderId,
      String userId,
      Status status,
      @Nullable CancellationReason cancellationReason,
      String country,
      Money total,
      Instant placedAt,
      @Nullable Instant finishedAt) {

    static Summary of(Order order) {
      return new Summary(
          order.id(),
          order.userId(),
          order.status(),
          order.cancellation() == null ? null : order.cancellation().reason(),
          order.country(),
          order.total(),
          order.placedAt(),
          order.finishedAt());
    }
  }

  /**
   * A user's orders, the newest first.
   *
   * @param found the orders of the page, and one more if there is one
   */
  static OrderPage ofUser(String user, List<Order> found, int limit) {
    return of(
        found,
        limit,
        last ->
            UriComponentsBuilder.fromPath("/orders")
                .queryParam("user", "{user}")
                .queryParam("limit", limit)
                .queryParam("before", last)
                .encode()
                .buildAndExpand(user)
                .toUriString());
  }

  /**
   * Everybody's pending orders, the most urgent first.
   *
   * @param found the orders of the page, and one more if there is one
   */
  static OrderPage ofPending(Duration olderThan, List<Order> found, int limit) {
    return of(
        found,
        limit,
        last ->
            UriComponentsBuilder.fromPath("/orders/pending")
                .queryParam("older_than", olderThan)
                .queryParam("limit", limit)
                .queryParam("after", last)
                .toUriString());
  }

  private static OrderPage of(List<Order> found, int limit, Function<UUID, String> behind) {
    List<Summary> orders = found.stream().limit(limit).map(Summary::of).toList();
    return new OrderPage(
        orders, found.size() > limit ? behind.apply(orders.getLast().orderId()) : null);
  }
}
