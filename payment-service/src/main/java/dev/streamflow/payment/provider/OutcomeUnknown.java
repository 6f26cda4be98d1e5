package dev.streamflow.payment.provider;

/** The provider gave no answer that says whether money moved: the same key must be asked again. */
final class OutcomeUnknown extends RuntimeException {

  OutcomeUnknown(int status, String body) {
    super("The provider answered %d: %s".formatted(status, body));
  }
}
