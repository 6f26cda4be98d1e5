package dev.streamflow.order;

/** One ordered article, at the price that was frozen when the order was placed. */
public record Line(String sku, int quantity, Money unitPrice) {

  /** The line of an item, at the price of now. */
  static Line of(Basket.Item item) {
    return new Line(item.product().sku(), item.quantity(), item.product().unitPrice());
  }

  Money price() {
    return unitPrice.times(quantity);
  }
}
