package dev.streamflow.order.http;

import dev.streamflow.order.Basket;
import dev.streamflow.order.CustomerCancellation;
import dev.streamflow.order.Intake;
import dev.streamflow.order.Intake.Receipt;
import dev.streamflow.order.Order;
import dev.streamflow.order.OrderHistory;
import dev.streamflow.order.OrderNotFound;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/orders", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "orders", description = "Place, follow and cancel orders")
class OrdersController {

  private final OrderRules rules;
  private final Intake intake;
  private final CustomerCancellation cancellation;
  private final OrderHistory history;

  OrdersController(
      OrderRules rules, Intake intake, CustomerCancellation cancellation, OrderHistory history) {
    this.rules = rules;
    this.intake = intake;
    this.cancellation = cancellation;
    this.history = history;
  }

  @Operation(
      summary = "Place an order",
      description =
          """
          Accepts an order; its outcome comes later and stands at its Location. Repeat a request \
          whose answer you did not get with the same Idempotency-Key: the order is placed once, \
          and every repetition within 24 hours gets the first answer again.\
          """)
  @ApiResponse(
      responseCode = "202",
      description = "Accepted",
      headers =
          @Header(
              name = "Location",
              description = "Where the order is",
              schema = @Schema(type = "string", example = "/orders/{id}")))
  @ApiResponse(responseCode = "400", ref = ApiDescription.INVALID)
  @ApiResponse(responseCode = "413", ref = ApiDescription.TOO_LARGE)
  @ApiResponse(responseCode = "415", ref = ApiDescription.NOT_JSON)
  @ApiResponse(responseCode = "422", ref = ApiDescription.KEY_REUSED)
  @ApiResponse(responseCode = "503", ref = ApiDescription.UNAVAILABLE)
  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<PlacedOrder> place(
      @Parameter(
              required = true,
              description = "Yours, unique per user and order, of printable ASCII",
              schema =
                  @Schema(type = "string", minLength = 1, maxLength = OrderRules.MAX_KEY_LENGTH))
          @RequestHeader(name = OrderRules.KEY_HEADER, required = false)
          @Nullable String idempotencyKey,
      @Parameter(description = "W3C trace context; a new trace begins without it")
          @RequestHeader(name = Traceparent.HEADER, required = false)
          @Nullable String traceparent,
      @RequestBody OrderRequest request) {
    Basket basket = rules.check(idempotencyKey, request);
    return switch (intake.place(basket, idempotencyKey, Traceparent.of(traceparent))) {
      case Receipt.Accepted(Order order) ->
          ResponseEntity.accepted().location(location(order)).body(PlacedOrder.of(order));
      case Receipt.KeyReused() -> throw new IdempotencyKeyReused();
    };
  }

  @Operation(summary = "Follow an order", description = "Its outcome, its lines and its history.")
  @ApiResponse(responseCode = "200", description = "The order")
  @ApiResponse(responseCode = "400", ref = ApiDescription.INVALID)
  @ApiResponse(responseCode = "404", ref = ApiDescription.NOT_FOUND)
  @ApiResponse(responseCode = "503", ref = ApiDescription.UNAVAILABLE)
  @GetMapping("/{id}")
  OrderResource get(@PathVariable UUID id) {
    return history.find(id).map(OrderResource::of).orElseThrow(() -> new OrderNotFound(id));
  }

  @Operation(summary = "List a user's orders", description = "The newest first, in pages.")
  @ApiResponse(responseCode = "200", description = "A page; empty if the user has no orders")
  @ApiResponse(responseCode = "400", ref = ApiDescription.INVALID)
  @ApiResponse(responseCode = "503", ref = ApiDescription.UNAVAILABLE)
  @GetMapping
  OrderPage list(
      @RequestParam String user,
      @Parameter(description = "Only orders older than this one") @RequestParam(required = false)
          @Nullable UUID before,
      @Parameter(
              schema =
                  @Schema(
                      type = "integer",
                      minimum = "1",
                      maximum = "" + OrderRules.MAX_PAGE,
                      defaultValue = "20"))
          @RequestParam(defaultValue = "20")
          int limit) {
    rules.checkPage(user, limit);
    return OrderPage.ofUser(user, history.of(user, before, limit + 1), limit);
  }

  @Operation(
      summary = "List pending orders",
      description =
          """
          For operators: everybody's orders whose outcome is open, those first whose deadline comes \
          first, in pages. What one of them waits for stands at its own address.\
          """)
  @ApiResponse(responseCode = "200", description = "A page; empty if no order is that old")
  @ApiResponse(responseCode = "400", ref = ApiDescription.INVALID)
  @ApiResponse(responseCode = "503", ref = ApiDescription.UNAVAILABLE)
  @GetMapping("/pending")
  OrderPage pending(
      @Parameter(
              description = "Only orders that were placed so long ago",
              schema = @Schema(type = "string", defaultValue = "PT0S", example = "PT5M"))
          @RequestParam(name = "older_than", defaultValue = "PT0S")
          Duration olderThan,
      @Parameter(description = "Only orders behind this one") @RequestParam(required = false)
          @Nullable UUID after,
      @Parameter(
              schema =
                  @Schema(
                      type = "integer",
                      minimum = "1",
                      maximum = "" + OrderRules.MAX_PAGE,
                      defaultValue = "20"))
          @RequestParam(defaultValue = "20")
          int limit) {
    rules.checkPage(olderThan, limit);
    return OrderPage.ofPending(olderThan, history.pendingFor(olderThan, after, limit + 1), limit);
  }

  @Operation(
      summary = "Cancel an order",
      description =
          """
          Works until the order is confirmed, at any moment of its processing; what was reserved \
          is freed and what was paid is given back. Cancelling again changes nothing.\
          """)
  @ApiResponse(responseCode = "200", description = "The order, which is cancelled")
  @ApiResponse(responseCode = "400", ref = ApiDescription.INVALID)
  @ApiResponse(responseCode = "404", ref = ApiDescription.NOT_FOUND)
  @ApiResponse(responseCode = "409", ref = ApiDescription.ALREADY_CONFIRMED)
  @ApiResponse(responseCode = "503", ref = ApiDescription.UNAVAILABLE)
  @PostMapping("/{id}/cancel")
  OrderResource cancel(
      @PathVariable UUID id,
      @RequestHeader(name = Traceparent.HEADER, required = false) @Nullable String traceparent) {
    cancellation.cancel(id, Traceparent.of(traceparent));
    return get(id);
  }

  private static URI location(Order order) {
    return URI.create("/orders/" + order.id());
  }
}
