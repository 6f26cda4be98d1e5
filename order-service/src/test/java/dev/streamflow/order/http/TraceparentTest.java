package dev.streamflow.order.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceparentTest {

  private static final String VALID = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Test
  void keepsTheCallersTrace() {
    assertThat(Traceparent.of(VALID)).isEqualTo(VALID);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
      })
  void beginsANewTraceWithoutAValidOne(String header) {
    // When
    String traceparent = Traceparent.of(header);

    // Then
    assertThat(traceparent).isNotEqualTo(header).hasSameSizeAs(VALID);
    assertThat(Traceparent.of(traceparent)).isEqualTo(traceparent);
    assertThat(Traceparent.of(header)).isNotEqualTo(traceparent);
  }
}
