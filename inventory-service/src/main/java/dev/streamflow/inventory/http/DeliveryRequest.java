package dev.streamflow.inventory.http;

import dev.streamflow.inventory.Delivery;
import dev.streamflow.inventory.Line;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;

/** The body of a delivery. An article may stand in several lines. */
record DeliveryRequest(
    @NotEmpty @Size(max = DeliveryRequest.MAX_LINES) List<@NotNull @Valid Units> lines) {

  static final int MAX_LINES = 10_000;
  static final long MAX_QUANTITY = 1_000_000_000;

  record Units(
      @NotNull
          @Pattern(regexp = Line.SKU, message = "must be 1 to 64 visible characters without spaces")
          String sku,
      @Positive @Max(MAX_QUANTITY) long quantity) {}

  Delivery delivery(String id) {
    return new Delivery(
        id, lines.stream().map(units -> new Line(units.sku(), units.quantity())).toList());
  }
}
