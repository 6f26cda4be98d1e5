package dev.streamflow.order.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.streamflow.order.Money;
import dev.streamflow.order.Order;
import dev.streamflow.order.Order.CancellationReason;
import dev.streamflow.order.Order.Status;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** Some of a user's orders, the newest first. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OrderPage(
    List<Summary> orders,
    @Schema(description = "Where the older ones are. Absent if there are none.")
        @Nullable String next) {

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "OrderSummary")
  record Summary(
      UUID orderId,
      Status status,
      @Nullable CancellationReason cancellationReason,
      String country,
      Money total,
      Instant placedAt,
      @Nullable Instant finishedAt) {

    static Summary of(Order order) {
      return new Summary(
          order.id(),
          order.status(),
          order.cancellation() == null ? null : order.cancellation().reason(),
          order.country(),
          order.total(),
          order.placedAt(),
          order.finishedAt());
    }
  }

  /**
   * @param found the orders of the page, and one more if there is one
   */
  static OrderPage of(String user, List<Order> found, int limit) {
    List<Summary> orders = found.stream().limit(limit).map(Summary::of).toList();
    return new OrderPage(
        orders, found.size() > limit ? next(user, limit, orders.getLast().orderId()) : null);
  }

  private static String next(String user, int limit, UUID before) {
    return UriComponentsBuilder.fromPath("/orders")
        .queryParam("user", "{user}")
        .queryParam("limit", limit)
        .queryParam("before", before)
        .encode()
        .buildAndExpand(user)
        .toUriString();
  }
}
