package dev.streamflow.payment.provider;

/** The provider gave no answer that says whether money moved: the same key must be asked again. */
final class OutcomeUnknown extends RuntimeException {

  OutcomeUnknown(String message) {
    super(message);
  }
}
