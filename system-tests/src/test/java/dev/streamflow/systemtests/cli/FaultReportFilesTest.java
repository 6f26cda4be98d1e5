package dev.streamflow.systemtests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.systemtests.faults.FaultReport;
import dev.streamflow.systemtests.faults.FaultTable;
import dev.streamflow.systemtests.invariants.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FaultReportFilesTest {
  private static final FaultReport REPORT =
      FaultReport.of(
          "kills",
          "./streamflow faults kills --seed 7",
          List.of("20 orders"),
          List.of(FaultTable.withHeader("killed", "times").row("order-service", 2)),
          List.of(new Finding("I1", "money", "3 movements", List.of())),
          List.of());

  @TempDir private Path folder;

  @Test
  void tellsPeopleHowToRepeatItAndWhatCameOfIt() throws IOException {
    // When
    Path file = FaultReportFiles.write(REPORT, folder.resolve("new"));

    // Then
    assertThat(file).hasFileName("kills.md");
    assertThat(Files.readAllLines(file))
        .contains(
            "# kills",
            "- 20 orders",
            "| killed | times |",
            "| order-service | 2 |",
            "| I1 | money | 0 | 3 movements |")
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("`./streamflow faults kills --seed 7` on ")
                    .endsWith(": **passed**"));
  }

  @Test
  void tellsProgramsTheSame() throws IOException {
    // When
    FaultReportFiles.write(REPORT, folder);

    // Then
    JsonNode json = new JsonMapper().readTree(folder.resolve("kills.json"));
    assertThat(json.path("passed").asBoolean()).isTrue();
    assertThat(json.at("/tables/0/rows/0/1").asString()).isEqualTo("2");
    assertThat(json.at("/findings/0/id").asString()).isEqualTo("I1");
  }
}
