package dev.streamflow.order;

/** The services that take part in the saga, in the order of the flow, and how they answer. */
enum Participant {
  INVENTORY("inventory-service", "StockReserved", "StockRejected", "StockReleased"),
  PAYMENT("payment-service", "PaymentCaptured", "PaymentDeclined", "PaymentRefunded"),
  SHIPPING("shipping-service", "ShipmentScheduled", "ShipmentRejected", "ShipmentCancelled");

  final String service;

  /** Its step is done; the next participant begins. */
  final String success;

  /** Its step cannot be done. */
  final String failure;

  /** Its step is undone, or never will be done: the one answer to a cancellation. */
  final String compensation;

  Participant(String service, String success, String failure, String compensation) {
    this.service = service;
    this.success = success;
    this.failure = failure;
    this.compensation = compensation;
  }
}
