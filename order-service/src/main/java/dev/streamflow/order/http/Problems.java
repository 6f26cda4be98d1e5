package dev.streamflow.order.http;

import dev.streamflow.order.OrderAlreadyConfirmed;
import dev.streamflow.order.OrderNotFound;
import dev.streamflow.order.OutcomeUnknown;
import dev.streamflow.order.TooManyRequestsAtOnce;
import dev.streamflow.order.TotalTooLarge;
import dev.streamflow.order.http.InvalidRequest.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.MissingPathVariableException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Every failure of a request as a problem detail (RFC 9457), without a look inside. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final String TYPES = "urn:streamflow:problem:";

  @ExceptionHandler
  ProblemDetail invalid(InvalidRequest invalid) {
    return invalid(invalid.faults());
  }

  @ExceptionHandler
  ProblemDetail tooLarge(TotalTooLarge tooLarge) {
    return invalid(List.of(new Fault("lines", tooLarge.getMessage())));
  }

  /** An escape that is none, or bytes that are no UTF-8; Tomcat does not say in which parameter. */
  @ExceptionHandler
  ProblemDetail unreadable(InvalidParameterException unreadable) {
    return invalid(List.of(new Fault("query", "must be URL-encoded UTF-8")));
  }

  @ExceptionHandler
  ProblemDetail reused(IdempotencyKeyReused reused) {
    return problem(
        HttpStatus.UNPROCESSABLE_CONTENT, "idempotency-key-reused", "Key reused", reused);
  }

  @ExceptionHandler
  ProblemDetail notFound(OrderNotFound notFound) {
    return problem(HttpStatus.NOT_FOUND, "order-not-found", "No such order", notFound);
  }

  @ExceptionHandler
  ProblemDetail confirmed(OrderAlreadyConfirmed confirmed) {
    return problem(
        HttpStatus.CONFLICT, "order-already-confirmed", "Order already confirmed", confirmed);
  }

  /** The database is gone or too busy, or another request holds what this one needs. */
  @ExceptionHandler({
    TransientDataAccessException.class,
    DataAccessResourceFailureException.class,
    TransactionException.class
  })
  ResponseEntity<ProblemDetail> unavailable(Exception cause) {
    LOG.warn("A request could not be served for now: {}", cause.toString());
    return tryAgain();
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> unknown(OutcomeUnknown unknown) {
    LOG.warn("A request was not answered in time", unknown);
    return unavailable("outcome-unknown", "Outcome unknown", "Repeat it with the same key");
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> overloaded(TooManyRequestsAtOnce overloaded) {
    return tryAgain();
  }

  private static ResponseEntity<ProblemDetail> tryAgain() {
    return unavailable("try-again", "Unavailable", "Try again: a repetition does nothing twice");
  }

  private static ResponseEntity<ProblemDetail> unavailable(
      String type, String title, String detail) {
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, "1")
        .body(problem(HttpStatus.SERVICE_UNAVAILABLE, type, title, detail));
  }

  @ExceptionHandler
  ProblemDetail unexpected(Exception cause) {
    LOG.atError().setCause(cause).log("A request failed");
    return problem(
        HttpStatus.INTERNAL_SERVER_ERROR, "unexpected", "Unexpected", "The request failed");
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException unreadable,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return ResponseEntity.badRequest().body(invalid(JsonFaults.of(unreadable)));
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException mismatch,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    String field =
        mismatch instanceof MethodArgumentTypeMismatchException argument ? argument.getName() : "";
    return ResponseEntity.badRequest()
        .body(invalid(List.of(new Fault(field, "must be a " + typeOf(mismatch)))));
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
      MissingServletRequestParameterException missing,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return ResponseEntity.badRequest()
        .body(invalid(List.of(new Fault(missing.getParameterName(), "must be given"))));
  }

  /** It is there, and blank. */
  @Override
  protected @Nullable ResponseEntity<Object> handleMissingPathVariable(
      MissingPathVariableException missing,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return ResponseEntity.badRequest()
        .body(invalid(List.of(new Fault(missing.getVariableName(), "must be given"))));
  }

  private static String typeOf(TypeMismatchException mismatch) {
    Class<?> type = mismatch.getRequiredType();
    if (type == int.class) {
      return "whole number";
    }
    return type == Duration.class ? "duration, such as PT5M" : "UUID";
  }

  private static ProblemDetail invalid(List<Fault> faults) {
    ProblemDetail problem =
        problem(
            HttpStatus.BAD_REQUEST,
            "invalid-request",
            "Invalid request",
            "Nothing was done, because the request breaks the rules");
    problem.setProperty("errors", faults);
    return problem;
  }

  private static ProblemDetail problem(
      HttpStatus status, String type, String title, Exception fact) {
    return problem(status, type, title, fact.getMessage());
  }

  private static ProblemDetail problem(
      HttpStatus status, String type, String title, @Nullable String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(URI.create(TYPES + type));
    problem.setTitle(title);
    return problem;
  }
}
