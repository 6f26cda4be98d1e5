package dev.streamflow.order;

import dev.streamflow.order.Basket.Item;
import dev.streamflow.order.Catalogue.Product;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** What the tests order, and when. */
public final class Samples {

  public static final Instant MORNING = Instant.parse("2026-11-22T08:00:00Z");
  public static final Duration PATIENCE = Duration.ofMinutes(30);
  public static final Product BERRY_JUICE = product("100", "Berry juice", 285);
  public static final Product CREAM_SODA = product("200", "Cream soda", 364);

  private Samples() {}

  public static Product product(String sku, String name, long cents) {
    return new Product(sku, name, new Money(cents, "USD"));
  }

  /** For what is decided without a database. */
  public static Orders noOrders() {
    return new Orders(JdbcClient.create(new SimpleDriverDataSource()));
  }

  /** Ids that count, at seconds that count. */
  public static Stamps stamps() {
    AtomicLong count = new AtomicLong();
    return () -> {
      long number = count.incrementAndGet();
      return new Stamps.Stamp(new UUID(0x7000, number), MORNING.plusSeconds(number));
    };
  }

  public static Basket basket(Item... items) {
    return new Basket("mary", "US", List.of(items));
  }

  public static Placement placement(Basket basket, Stamps stamps) {
    return Placement.of(basket, "key", null, PATIENCE, stamps);
  }

  /** An order of one bottle that has been read from the database. */
  public static Order pendingOrder(UUID id) {
    return new Order(
        id,
        "mary",
        "US",
        new Money(285, "USD"),
        Order.Status.PENDING,
        null,
        MORNING,
        MORNING.plus(PATIENCE),
        null,
        List.of());
  }
}
