package dev.streamflow.order.http;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /orders} as it came. {@link OrderRules} says what of it is allowed. */
@Schema(description = "What to order. Prices are the catalogue's of now.")
record OrderRequest(
    @Schema(
            description = "Whose order it is. No control characters.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            minLength = 1,
            maxLength = OrderRules.MAX_USER_ID_LENGTH,
            example = "customer-4711")
        @Nullable String userId,
    @Schema(
            description = "Where to ship to: ISO 3166-1 alpha-2 code.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            pattern = "[A-Z]{2}",
            example = "US")
        @Nullable String country,
    @Schema(
            description = "At least one; the same SKU may stand in several.",
            requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable List<@Nullable Line> lines) {

  @Schema(name = "OrderRequestLine")
  record Line(
      @Schema(
              description = "An article of the catalogue.",
              requiredMode = Schema.RequiredMode.REQUIRED,
              example = "90748583674")
          @Nullable String sku,
      @Schema(
              description = "Units.",
              requiredMode = Schema.RequiredMode.REQUIRED,
              minimum = "1",
              maximum = "" + OrderRules.MAX_QUANTITY,
              example = "2")
          @Nullable Integer quantity) {}
}
