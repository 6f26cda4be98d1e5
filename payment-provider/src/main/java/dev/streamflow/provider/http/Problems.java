package dev.streamflow.provider.http;

import dev.streamflow.provider.IdempotencyKeyReused;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.Errors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;

/** Whatever is refused unread is a problem detail that names the field or header to blame. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

  record FieldError(String field, String message) {}

  @ExceptionHandler
  ProblemDetail handle(IdempotencyKeyReused e) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, e.getMessage());
    problem.setTitle("Idempotency key reused");
    return problem;
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest r) {
    return respond(e, fieldErrors(e.getBindingResult()).toList(), headers, status, r);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
      HandlerMethodValidationException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest r) {
    Stream<FieldError> ofBodies = e.getBeanResults().stream().flatMap(Problems::fieldErrors);
    Stream<FieldError> ofHeaders = e.getValueResults().stream().flatMap(Problems::headerErrors);
    return respond(e, Stream.concat(ofHeaders, ofBodies).toList(), headers, status, r);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleServletRequestBindingException(
      ServletRequestBindingException e, HttpHeaders headers, HttpStatusCode status, WebRequest r) {
    List<FieldError> errors =
        e instanceof MissingRequestHeaderException missing
            ? List.of(new FieldError(missing.getHeaderName(), "is required"))
            : List.of();
    return respond(e, errors, headers, status, r);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest r) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, "The body cannot be read.");
    if (e.getCause() instanceof JacksonException cause && !cause.getPath().isEmpty()) {
      String field = cause.getPath().getFirst().getPropertyName();
      problem.setProperty("errors", List.of(new FieldError(field, cause.getOriginalMessage())));
    }
    return handleExceptionInternal(e, problem, headers, status, r);
  }

  private @Nullable ResponseEntity<Object> respond(
      Exception e,
      List<FieldError> errors,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest r) {
    ProblemDetail problem = ((ErrorResponse) e).getBody();
    problem.setProperty("errors", errors);
    return handleExceptionInternal(e, problem, headers, status, r);
  }

  private static Stream<FieldError> fieldErrors(Errors errors) {
    return errors.getFieldErrors().stream()
        .map(
            error ->
                new FieldError(snakeCase(error.getField()), message(error.getDefaultMessage())));
  }

  private static Stream<FieldError> headerErrors(ParameterValidationResult result) {
    RequestHeader header = result.getMethodParameter().getParameterAnnotation(RequestHeader.class);
    String name = Objects.requireNonNull(header, "only headers and bodies are validated").value();
    return result.getResolvableErrors().stream()
        .map(error -> new FieldError(name, message(error.getDefaultMessage())));
  }

  private static String message(@Nullable String message) {
    return Objects.requireNonNullElse(message, "is invalid");
  }

  private static String snakeCase(String field) {
    return field.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
