package dev.streamflow.systemtests.demo;

import dev.streamflow.systemtests.demo.DemoOrder.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns the lines of an order file into orders, and notes everything that is wrong with them. */
final class OrderFileParser {
  static final List<String> COLUMNS =
      List.of("order_ref", "user_id", "ship_to_country", "sku", "quantity");

  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final int MAX_QUANTITY = 1_000;
  private static final int MAX_LINES = 100;
  private static final String USER_ID = "[^\\p{Cntrl}]{1,64}";
  private static final Map<String, String> COUNTRY_CODES =
      Map.of("USA", "US", "Mexico", "MX", "Canada", "CA");
  private static final Set<String> ISO_CODES = Set.of(Locale.getISOCountries());

  private final Set<String> catalogue;
  private final List<String> errors = new ArrayList<>();
  private final List<DemoOrder> orders = new ArrayList<>();
  private final Set<String> finishedRefs = new HashSet<>();
  private final Map<String, Integer> columns = new HashMap<>();
  private @Nullable Pending pending;
  private int lineNumber;

  OrderFileParser(Set<String> catalogue) {
    this.catalogue = catalogue;
  }

  /** The order whose lines are being read. */
  private record Pending(String ref, String user, String country, List<Line> lines) {}

  void accept(String line) {
    lineNumber++;
    if (lineNumber == 1) {
      readHeader(line);
    } else if (!columns.isEmpty() && !line.isBlank()) {
      readLine(line.split(",", -1));
    }
  }

  List<DemoOrder> finish() {
    closePending();
    if (orders.isEmpty() && errors.isEmpty()) {
      errors.add("there is no order in it");
    }
    return orders;
  }

  List<String> errors() {
    return errors;
  }

  private void readHeader(String line) {
    List<String> names = List.of(line.replace(BYTE_ORDER_MARK, "").strip().split(","));
    List<String> missing = COLUMNS.stream().filter(name -> !names.contains(name)).toList();
    if (missing.isEmpty()) {
      names.forEach(name -> columns.put(name, names.indexOf(name)));
    } else {
      error("the header lacks " + String.join(", ", missing));
    }
  }

  private void readLine(String[] fields) {
    if (fields.length != columns.size()) {
      error(fields.length + " fields instead of " + columns.size() + " (quotes are not supported)");
      return;
    }
    String ref = field(fields, "order_ref");
    String user = field(fields, "user_id");
    String country = field(fields, "ship_to_country");
    if (ref.isEmpty() || !user.matches(USER_ID)) {
      error("order_ref must not be empty, user_id must have 1 to 64 characters");
      return;
    }
    Pending order = pendingOrder(ref, user, country);
    if (!order.user().equals(user) || !order.country().equals(country)) {
      error("order " + ref + " began with another user or country");
    }
    order.lines().add(new Line(sku(fields), quantity(fields)));
    if (order.lines().size() == MAX_LINES + 1) {
      error("order " + ref + " has more than " + MAX_LINES + " lines");
    }
  }

  private Pending pendingOrder(String ref, String user, String country) {
    if (pending != null && pending.ref().equals(ref)) {
      return pending;
    }
    closePending();
    if (finishedRefs.contains(ref)) {
      error("order " + ref + " was complete before: keep the lines of an order together");
    }
    if (!ISO_CODES.contains(COUNTRY_CODES.getOrDefault(country, country))) {
      error("country '" + country + "' is neither a two-letter ISO code nor USA, Mexico, Canada");
    }
    pending = new Pending(ref, user, country, new ArrayList<>());
    return pending;
  }

  private void closePending() {
    if (pending != null) {
      finishedRefs.add(pending.ref());
      String code = COUNTRY_CODES.getOrDefault(pending.country(), pending.country());
      orders.add(new DemoOrder(pending.user(), code, pending.lines()));
      pending = null;
    }
  }

  private String sku(String[] fields) {
    String sku = field(fields, "sku");
    if (!catalogue.contains(sku)) {
      error("sku '" + sku + "' is not in the catalogue of order-service");
    }
    return sku;
  }

  private int quantity(String[] fields) {
    String text = field(fields, "quantity");
    if (text.matches("\\d{1,4}")) {
      int quantity = Integer.parseInt(text);
      if (quantity >= 1 && quantity <= MAX_QUANTITY) {
        return quantity;
      }
    }
    error("quantity '" + text + "' is not a whole number from 1 to " + MAX_QUANTITY);
    return 1;
  }

  private String field(String[] fields, String name) {
    return fields[columns.get(name)].strip();
  }

  private void error(String what) {
    errors.add("line " + lineNumber + ": " + what);
  }
}
