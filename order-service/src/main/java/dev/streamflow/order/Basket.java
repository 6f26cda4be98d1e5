package dev.streamflow.order;

import dev.streamflow.order.Catalogue.Product;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What a customer asks for, checked against the rules of the shop, and without prices.
 *
 * @param country where to ship to, ISO 3166-1 alpha-2
 */
public record Basket(String userId, String country, List<Item> items) {

  /** Some units of a product. The same product may stand in several items. */
  public record Item(Product product, int quantity) {}

  public Basket {
    items = List.copyOf(items);
  }

  /** Equal for equal requests, however their JSON was written: the hash of what was asked for. */
  public String fingerprint() {
    // Neither a user id nor a SKU contains control characters.
    StringBuilder canonical = new StringBuilder(userId).append('\n').append(country);
    items.forEach(
        item ->
            canonical.append('\n').append(item.product.sku()).append('\t').append(item.quantity));
    return HexFormat.of().formatHex(sha256(canonical.toString()));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
