package dev.streamflow.order;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The products that can be ordered. Does not change while the service runs. */
public final class Catalogue {

  /** An article at its price of today. */
  public record Product(String sku, String name, Money unitPrice) {}

  private final Map<String, Product> products;

  /**
   * @throws IllegalStateException if two products have the same SKU
   */
  public Catalogue(Collection<Product> products) {
    this.products =
        products.stream().collect(Collectors.toUnmodifiableMap(Product::sku, Function.identity()));
  }

  public Optional<Product> find(String sku) {
    return Optional.ofNullable(products.get(sku));
  }

  public int size() {
    return products.size();
  }
}
