package dev.streamflow.systemtests.witness;

/** The stock of one article as inventory-service has it, in units. */
public record StockRow(String sku, long delivered, long onHand, long reserved, long sold) {

  @Override
  public String toString() {
    return "delivered %d, on hand %d, reserved %d, sold %d"
        .formatted(delivered, onHand, reserved, sold);
  }
}
