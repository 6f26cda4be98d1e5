package dev.streamflow.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamflow.provider.Outcome.Declined;
import dev.streamflow.provider.Request.Charge;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = directory.resolve("not/yet/there/journal");
  }

  @Test
  void dropsATornLastLineAndGoesOnBehindTheOneBefore() throws IOException {
    // Given
    append(decision("key-1"), decision("key-2"));
    Files.writeString(file, "{\"idempotency_key\":\"key-3\",\"requ", StandardOpenOption.APPEND);
    // When
    append(decision("key-4"));
    // Then
    assertThat(replay()).containsExactly(decision("key-1"), decision("key-2"), decision("key-4"));
  }

  @Test
  void isOpenedByOneProviderAtATime() throws IOException {
    // Given
    try (Journal _ = Journal.open(file)) {
      // When, then
      assertThatThrownBy(() -> Journal.open(file))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("provider.journal");
    }
    assertThat(replay()).isEmpty();
  }

  @Test
  void keepsEveryAcknowledgedLineWhenTheProcessIsKilled() throws Exception {
    // Given
    Process provider = AppendsForEver.start(file);
    List<String> acknowledged = new ArrayList<>();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(provider.getInputStream(), StandardCharsets.UTF_8))) {
      // When
      for (String key = out.readLine(); key != null; key = out.readLine()) {
        acknowledged.add(key);
        if (acknowledged.size() == 500) {
          // By its handle: what it had printed can still be read.
          provider.toHandle().destroyForcibly();
        }
      }
    }
    provider.waitFor();
    // Then
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(500);
    assertThat(replay()).extracting(Decision::idempotencyKey).containsAll(acknowledged);
  }

  private void append(Decision... decisions) throws IOException {
    try (Journal journal = Journal.open(file)) {
      journal.replay(_ -> {});
      List.of(decisions).forEach(journal::append);
    }
  }

  private List<Decision> replay() throws IOException {
    List<Decision> decisions = new ArrayList<>();
    try (Journal journal = Journal.open(file)) {
      journal.replay(decisions::add);
    }
    return decisions;
  }

  static Decision decision(String key) {
    return new Decision(key, new Charge("ada", "order-1", 1, "USD"), new Declined("card_declined"));
  }
}
