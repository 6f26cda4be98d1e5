package dev.streamflow.order.http;

import dev.streamflow.order.Basket;
import dev.streamflow.order.Catalogue;
import dev.streamflow.order.Catalogue.Product;
import dev.streamflow.order.OrderSettings;
import dev.streamflow.order.http.InvalidRequest.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a request for an order must look like. Names every fault at once. */
@Component
class OrderRules {

  static final int MAX_USER_ID_LENGTH = 64;
  static final int MAX_QUANTITY = 1_000;
  static final int MAX_KEY_LENGTH = 64;
  static final int MAX_PAGE = 100;
  static final Duration MAX_AGE = Duration.ofDays(365);
  static final String KEY_HEADER = "Idempotency-Key";

  private static final String USER_ID_RULE =
      "must be 1 to " + MAX_USER_ID_LENGTH + " characters without control characters";
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  private final Catalogue catalogue;
  private final int maxLines;

  OrderRules(Catalogue catalogue, OrderSettings settings) {
    this.catalogue = catalogue;
    this.maxLines = settings.maxLines();
  }

  /**
   * The order that is asked for.
   *
   * @throws InvalidRequest with all faults of the key and the body
   */
  Basket check(@Nullable String idempotencyKey, OrderRequest request) {
    List<Fault> faults = new ArrayList<>();
    if (idempotencyKey == null || !isPrintable(idempotencyKey)) {
      faults.add(
          new Fault(KEY_HEADER, "must be 1 to " + MAX_KEY_LENGTH + " printable ASCII characters"));
    }
    if (request.userId() == null || !isUserId(request.userId())) {
      faults.add(new Fault("user_id", USER_ID_RULE));
    }
    if (request.country() == null || !COUNTRIES.contains(request.country())) {
      faults.add(new Fault("country", "must be an ISO 3166-1 alpha-2 code, such as US"));
    }
    List<Basket.Item> items = items(request.lines(), faults);
    throwIfAny(faults);
    return new Basket(request.userId(), request.country(), items);
  }

  /**
   * Looks at what a list of orders is asked for.
   *
   * @throws InvalidRequest with all faults
   */
  void checkPage(String user, int limit) {
    List<Fault> faults = new ArrayList<>();
    if (!isUserId(user)) {
      faults.add(new Fault("user", USER_ID_RULE));
    }
    checkLimit(limit, faults);
    throwIfAny(faults);
  }

  /**
   * Looks at what a list of pending orders is asked for.
   *
   * @throws InvalidRequest with all faults
   */
  void checkPage(Duration olderThan, int limit) {
    List<Fault> faults = new ArrayList<>();
    if (olderThan.isNegative() || olderThan.compareTo(MAX_AGE) > 0) {
      faults.add(new Fault("older_than", "must be from PT0S to " + MAX_AGE));
    }
    checkLimit(limit, faults);
    throwIfAny(faults);
  }

  private static void checkLimit(int limit, List<Fault> faults) {
    if (limit < 1 || limit > MAX_PAGE) {
      faults.add(new Fault("limit", "must be from 1 to " + MAX_PAGE));
    }
  }

  private static void throwIfAny(List<Fault> faults) {
    if (!faults.isEmpty()) {
      throw new InvalidRequest(faults);
    }
  }

  private List<Basket.Item> items(
      @Nullable List<OrderRequest.@Nullable Line> lines, List<Fault> faults) {
    if (lines == null || lines.isEmpty() || lines.size() > maxLines) {
      faults.add(new Fault("lines", "must be 1 to " + maxLines + " lines"));
      return List.of();
    }
    List<Basket.Item> items = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      item("lines[" + i + "]", lines.get(i), items, faults);
    }
    return items;
  }

  private void item(
      String field, OrderRequest.@Nullable Line line, List<Basket.Item> items, List<Fault> faults) {
    if (line == null) {
      faults.add(new Fault(field, "must be a line"));
      return;
    }
    Product product = line.sku() == null ? null : catalogue.find(line.sku()).orElse(null);
    if (product == null) {
      faults.add(new Fault(field + ".sku", "must be an article of the catalogue"));
    }
    Integer quantity = line.quantity();
    if (quantity == null || quantity < 1 || quantity > MAX_QUANTITY) {
      faults.add(new Fault(field + ".quantity", "must be from 1 to " + MAX_QUANTITY));
    } else if (product != null) {
      items.add(new Basket.Item(product, quantity));
    }
  }

  private static boolean isPrintable(String key) {
    return !key.isEmpty()
        && key.length() <= MAX_KEY_LENGTH
        && key.chars().allMatch(c -> c >= ' ' && c <= '~');
  }

  /** Only what every other system can store and print, too. */
  private static boolean isUserId(String userId) {
    return !userId.isBlank()
        && userId.length() <= MAX_USER_ID_LENGTH
        && userId.codePoints().allMatch(OrderRules::isText);
  }

  private static boolean isText(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
