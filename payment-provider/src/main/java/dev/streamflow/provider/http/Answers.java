package dev.streamflow.provider.http;

import dev.streamflow.provider.Ledger.Settlement;
import dev.streamflow.provider.Outcome.Booked;
import dev.streamflow.provider.Outcome.Declined;
import dev.streamflow.provider.Outcome.ExceedsCharge;
import dev.streamflow.provider.Outcome.UnknownCharge;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/**
 * What the client is told: the same for a key each time, but for the header that says it is a
 * repeat.
 */
final class Answers {

  private static final String REPLAYED = "Idempotent-Replayed";

  private Answers() {}

  static ResponseEntity<Object> of(Settlement settlement) {
    Object body = body(settlement);
    HttpStatus status =
        body instanceof ProblemDetail problem
            ? HttpStatus.valueOf(problem.getStatus())
            : HttpStatus.CREATED;
    return ResponseEntity.status(status)
        .header(REPLAYED, Boolean.toString(!settlement.isFirst()))
        .body(body);
  }

  private static Object body(Settlement settlement) {
    return switch (settlement.outcome()) {
      case Booked(var entry) -> Receipt.of(entry);
      case Declined(var code) -> declined(code);
      case UnknownCharge(var chargeId) ->
          problem(HttpStatus.NOT_FOUND, "Unknown charge", "There is no charge " + chargeId + ".");
      case ExceedsCharge(var chargeId, var refundableMinor) ->
          problem(
              HttpStatus.UNPROCESSABLE_CONTENT,
              "Refund exceeds charge",
              "At most %d can be refunded of charge %s.".formatted(refundableMinor, chargeId));
    };
  }

  private static ProblemDetail declined(String code) {
    ProblemDetail problem =
        problem(HttpStatus.PAYMENT_REQUIRED, "Declined", "The card was declined; no money moved.");
    problem.setProperty("decline_code", code);
    return problem;
  }

  private static ProblemDetail problem(HttpStatus status, String title, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setTitle(title);
    return problem;
  }
}
