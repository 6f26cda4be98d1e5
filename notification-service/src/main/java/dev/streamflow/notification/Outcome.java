package dev.streamflow.notification;

/** How an order ended. An order has exactly one outcome. */
public sealed interface Outcome {

  /** Paid, reserved and scheduled. */
  record Confirmed() implements Outcome {}

  /**
   * Cancelled, by the customer or because a step failed.
   *
   * @param detail which article was short, which country is not served; may be empty
   */
  record Cancelled(Reason reason, String detail) implements Outcome {}

  /** Why an order was cancelled, in the words that the customer reads. */
  enum Reason {
    OUT_OF_STOCK("We do not have enough in stock"),
    PAYMENT_DECLINED("Your card was declined"),
    COUNTRY_NOT_SERVED("We do not ship to your country"),
    CANCELLED_BY_CUSTOMER("You asked us to cancel it"),
    TIMED_OUT("We could not complete it in time"),
    UNKNOWN("We could not complete it");

    private final String sentence;

    Reason(String sentence) {
      this.sentence = sentence;
    }

    String sentence() {
      return sentence;
    }
  }
}
