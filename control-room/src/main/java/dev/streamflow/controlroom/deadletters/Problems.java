package dev.streamflow.controlroom.deadletters;

import dev.streamflow.controlroom.deadletters.DeadLetterDesk.NoSuchLetter;
import dev.streamflow.controlroom.deadletters.ServiceDesk.Refused;
import dev.streamflow.controlroom.deadletters.ServiceDesk.ServiceUnreachable;
import java.net.URI;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Every failure of a request as a problem detail (RFC 9457). */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

  private static final String TYPES = "urn:streamflow:problem:";

  @ExceptionHandler
  ProblemDetail refused(Refused refused) {
    return problem(HttpStatus.BAD_REQUEST, "refused", "Refused", refused.getMessage());
  }

  @ExceptionHandler
  ProblemDetail notFound(NoSuchLetter missing) {
    return problem(
        HttpStatus.NOT_FOUND, "no-such-letter", "No such dead letter", missing.getMessage());
  }

  @ExceptionHandler
  ProblemDetail unreachable(ServiceUnreachable unreachable) {
    return problem(
        HttpStatus.BAD_GATEWAY,
        "service-unreachable",
        "Service unreachable",
        unreachable.getMessage());
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException invalid,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    String faults =
        invalid.getFieldErrors().stream().map(Problems::text).collect(Collectors.joining("; "));
    return ResponseEntity.badRequest()
        .body(problem(HttpStatus.BAD_REQUEST, "invalid-request", "Invalid request", faults));
  }

  private static String text(FieldError fault) {
    return fault.getField().equals("clear")
        ? fault.getDefaultMessage()
        : fault.getField() + " " + fault.getDefaultMessage();
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException unreadable,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return ResponseEntity.badRequest()
        .body(
            problem(
                HttpStatus.BAD_REQUEST, "invalid-request", "Invalid request", text(unreadable)));
  }

  private static String text(HttpMessageNotReadableException unreadable) {
    return switch (unreadable.getCause()) {
      case UnrecognizedPropertyException unknown ->
          "there is no field '%s'".formatted(unknown.getPropertyName());
      case DatabindException mismatch ->
          "the field '%s' is not what it has to be"
              .formatted(
                  mismatch.getPath().stream()
                      .map(JacksonException.Reference::getPropertyName)
                      .filter(Objects::nonNull)
                      .collect(Collectors.joining(".")));
      case null, default -> "the body is no JSON";
    };
  }

  private static ProblemDetail problem(
      HttpStatus status, String type, String title, @Nullable String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(URI.create(TYPES + type));
    problem.setTitle(title);
    return problem;
  }
}
