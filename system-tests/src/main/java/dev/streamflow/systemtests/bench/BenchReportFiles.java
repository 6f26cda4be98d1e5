package dev.streamflow.systemtests.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Keeps a report for people, for programs, and as a picture. */
public final class BenchReportFiles {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private BenchReportFiles() {}

  /** What is kept. Its components are the fields of the JSON file. */
  public interface Report {
    /** Names the files. */
    String experiment();

    /** For people; shows the picture that lies beside it. */
    String markdown(String date, int cores);
  }

  /** Writes all three and returns the one for people. */
  public static Path write(Report report, String svg, Path folder) throws IOException {
    Files.createDirectories(folder);
    String date = LocalDate.now(ZoneOffset.UTC).toString();
    int cores = Runtime.getRuntime().availableProcessors();
    Path forPeople = folder.resolve(report.experiment() + ".md");
    Files.writeString(forPeople, report.markdown(date, cores));
    Files.write(folder.resolve(report.experiment() + ".json"), JSON.writeValueAsBytes(report));
    Files.writeString(folder.resolve(report.experiment() + ".svg"), svg);
    return forPeople;
  }
}
