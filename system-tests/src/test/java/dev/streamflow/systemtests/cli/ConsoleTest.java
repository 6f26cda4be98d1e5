package dev.streamflow.systemtests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConsoleTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void refreshesTheStatusInPlaceOnATerminal() {
    // Given
    Console console = new Console(out, true);

    // When
    console.status("1 of 2");
    console.status("2 of 2");
    console.line("done");

    // Then
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo("\r\u001b[K1 of 2\r\u001b[K2 of 2\r\u001b[Kdone" + System.lineSeparator());
  }

  @Test
  void printsTheStatusNowAndThenElsewhere() {
    // Given
    Console console = new Console(out, false);

    // When
    console.status("1 of 2");
    console.status("2 of 2");

    // Then
    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("1 of 2" + System.lineSeparator());
  }
}
