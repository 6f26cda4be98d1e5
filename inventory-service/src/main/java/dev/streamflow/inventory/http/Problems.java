package dev.streamflow.inventory.http;

import dev.streamflow.inventory.DeliveryDiffers;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;

/** Answers what cannot be done with problem details (RFC 9457) that name the fields to blame. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

  record FieldProblem(String field, @Nullable String message) {}

  @ExceptionHandler
  ProblemDetail on(DeliveryDiffers fact) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, fact.getMessage());
  }

  /** A lock was not to be had in time; nothing was changed. */
  @ExceptionHandler
  ProblemDetail on(TransientDataAccessException busy) {
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.SERVICE_UNAVAILABLE, "Nothing was changed. Send the same request again.");
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
      HandlerMethodValidationException invalid,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    ProblemDetail problem = invalid.getBody();
    problem.setProperty(
        "errors",
        invalid.getParameterValidationResults().stream().flatMap(Problems::fieldProblems).toList());
    return handleExceptionInternal(invalid, problem, headers, status, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException unreadable,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, "The body cannot be read");
    if (unreadable.getCause() instanceof JacksonException cause && !cause.getPath().isEmpty()) {
      problem.setProperty(
          "errors", List.of(new FieldProblem(pathOf(cause), cause.getOriginalMessage())));
    }
    return handleExceptionInternal(unreadable, problem, headers, status, request);
  }

  private static Stream<FieldProblem> fieldProblems(ParameterValidationResult result) {
    if (result instanceof ParameterErrors body) {
      return body.getFieldErrors().stream()
          .map(error -> new FieldProblem(error.getField(), error.getDefaultMessage()));
    }
    String parameter = String.valueOf(result.getMethodParameter().getParameterName());
    return result.getResolvableErrors().stream()
        .map(error -> new FieldProblem(parameter, error.getDefaultMessage()));
  }

  /** Such as {@code lines[3].quantity}. */
  private static String pathOf(JacksonException cause) {
    StringBuilder path = new StringBuilder();
    for (JacksonException.Reference step : cause.getPath()) {
      if (step.getPropertyName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    return path.toString();
  }
}
