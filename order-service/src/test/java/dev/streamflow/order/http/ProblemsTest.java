package dev.streamflow.order.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.order.TooManyRequestsAtOnce;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

class ProblemsTest {

  private final Problems problems = new Problems();

  @Test
  void asksToTryAgainWhenTheDatabaseIsBusy() {
    // When
    ResponseEntity<ProblemDetail> answer =
        problems.unavailable(new CannotAcquireLockException("SELECT secret"));

    // Then
    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    assertThat(answer.getHeaders().getFirst("Retry-After")).isEqualTo("1");
    assertThat(answer.getBody().toString()).doesNotContain("secret");
  }

  @Test
  void asksToTryAgainWhenThereIsTooMuchAtOnce() {
    // When
    ResponseEntity<ProblemDetail> answer = problems.overloaded(new TooManyRequestsAtOnce());

    // Then
    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    assertThat(answer.getHeaders().getFirst("Retry-After")).isEqualTo("1");
  }

  @Test
  void tellsNothingOfWhatWentWrongInside() {
    // When
    ProblemDetail problem = problems.unexpected(new IllegalStateException("secret"));

    // Then
    assertThat(problem.getStatus()).isEqualTo(500);
    assertThat(problem.toString()).doesNotContain("secret");
  }
}
