package dev.streamflow.order.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamflow.order.OrderSettings;
import dev.streamflow.order.TooManyRequestsAtOnce;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.unit.DataSize;

class AdmissionTest {

  private final Admission admission =
      new Admission(
          new OrderSettings(
              new ByteArrayResource(new byte[0]),
              3,
              DataSize.ofKilobytes(1),
              Duration.ofDays(1),
              2,
              Duration.ofMinutes(30),
              200));

  @Test
  void turnsAwayWhatIsTooMuchAtOnce() {
    // Given
    assertThat(enter()).isTrue();
    assertThat(enter()).isTrue();

    // Then
    assertThatThrownBy(this::enter).isInstanceOf(TooManyRequestsAtOnce.class);
  }

  @Test
  void letsTheNextOneInWhenOneHasLeft() {
    // Given
    enter();
    enter();

    // When
    leave();

    // Then
    assertThat(enter()).isTrue();
    assertThatThrownBy(this::enter).isInstanceOf(TooManyRequestsAtOnce.class);
  }

  private boolean enter() {
    return admission.preHandle(
        new MockHttpServletRequest(), new MockHttpServletResponse(), "handler");
  }

  private void leave() {
    admission.afterCompletion(
        new MockHttpServletRequest(), new MockHttpServletResponse(), "handler", null);
  }
}
