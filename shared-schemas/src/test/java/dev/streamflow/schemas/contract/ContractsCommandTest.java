package dev.streamflow.schemas.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real contracts against histories of every state. */
class ContractsCommandTest {

  private static final Path CANCELLED = Path.of("order.events", "OrderCancelled");

  @TempDir Path history;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void failsUntilTheContractsAreReleased() {
    assertThat(command().check()).isFalse();
    assertThat(printed.toString())
        .contains("order.events OrderCancelled: ", "NOT_RELEASED", "-Dcontracts=release");

    assertThat(command().release()).isTrue();
    assertThat(command().check()).isTrue();
  }

  @Test
  void addsVersionsOfChangedContractsOnly() throws IOException {
    // Given a first version that knew no detail
    Path first = Files.createDirectories(history.resolve(CANCELLED)).resolve("1.avsc");
    command().release();
    String released = Files.readString(first);
    Files.writeString(first, withoutDetail(released));

    // When
    boolean done = command().release();

    // Then
    assertThat(done).isTrue();
    assertThat(history.resolve(CANCELLED).resolve("2.avsc")).hasContent(released);
    assertThat(history.resolve("order.events/OrderCreated/2.avsc")).doesNotExist();
    assertThat(command().check()).isTrue();
  }

  @Test
  void releasesNothingThatBreaksARule() throws IOException {
    // Given a record that is gone today
    command().release();
    Path lost = Files.createDirectories(history.resolve("order.events/OrderLost"));
    Files.writeString(lost.resolve("1.avsc"), Draft.event("OrderLost").schema().toString());

    // When
    boolean done = command().release();

    // Then
    assertThat(done).isFalse();
    assertThat(printed.toString()).contains("order.events OrderLost", "RECORD_VANISHED");
  }

  @Test
  void refusesAHistoryWithGaps() throws IOException {
    command().release();
    Path versions = history.resolve(CANCELLED);
    Files.move(versions.resolve("1.avsc"), versions.resolve("2.avsc"));

    assertThatIllegalStateException().isThrownBy(this::command).withMessageContaining("gaps");
  }

  private ContractsCommand command() {
    return new ContractsCommand(new ReleasedHistory(history), new PrintStream(printed));
  }

  private static String withoutDetail(String schema) {
    int start = schema.indexOf("}, {\n    \"name\" : \"detail\"");
    return schema.substring(0, start) + schema.substring(schema.indexOf("} ]\n}", start));
  }
}
