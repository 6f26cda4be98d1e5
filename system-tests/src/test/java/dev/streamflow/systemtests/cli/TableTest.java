package dev.streamflow.systemtests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void alignsTextToTheLeftAndNumbersToTheRight() {
    assertThat(
            new Table()
                .row("name", "CPU", "state")
                .row("kafka", "12.5 s", "running")
                .row("order-service", "3.0 s", "down")
                .lines())
        .containsExactly(
            "  name               CPU   state",
            "  kafka           12.5 s   running",
            "  order-service    3.0 s   down");
  }
}
