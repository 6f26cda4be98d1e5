package dev.streamflow.inventory;

/**
 * The units of one article. Each that was ever delivered is in exactly one place; an instance that
 * says otherwise cannot be made.
 *
 * @param sku which article
 * @param delivered all units that ever arrived
 * @param onHand units on the shelf that are free
 * @param reserved units set aside for orders that are still open
 * @param sold units of confirmed orders
 */
public record Stock(String sku, long delivered, long onHand, long reserved, long sold) {

  public Stock {
    if (onHand < 0 || reserved < 0 || sold < 0 || delivered != onHand + reserved + sold) {
      throw new IllegalArgumentException(
          "%s cannot have %d delivered, %d on hand, %d reserved and %d sold"
              .formatted(sku, delivered, onHand, reserved, sold));
    }
  }

  /** An article of which nothing has arrived yet. */
  public static Stock none(String sku) {
    return new Stock(sku, 0, 0, 0, 0);
  }

  public Stock deliver(long units) {
    return new Stock(
        sku, Math.addExact(delivered, units), Math.addExact(onHand, units), reserved, sold);
  }

  public Stock reserve(long units) {
    return new Stock(sku, delivered, onHand - units, reserved + units, sold);
  }

  public Stock release(long units) {
    return new Stock(sku, delivered, onHand + units, reserved - units, sold);
  }

  public Stock sell(long units) {
    return new Stock(sku, delivered, onHand, reserved - units, sold + units);
  }
}
