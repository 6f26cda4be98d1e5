package dev.streamflow.systemtests.capacity;

import dev.streamflow.systemtests.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What the model computes with, as {@code costs.yaml} states it. Each group of figures names its
 * source.
 *
 * @param cpuMillisPerOrder user and system time by process
 * @param bytesPerOrder on disk by place, as {@code DiskMeter} names them
 * @param cell what one system of five services has been seen to do
 * @param machine what is bought, and how much of it is used
 * @param retentionDays how long things are kept by the configuration
 */
public record Costs(
    Figures cpuMillisPerOrder,
    Figures bytesPerOrder,
    Figures cell,
    Figures machine,
    Figures retentionDays) {

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  /** Figures that were found out together. */
  public record Figures(String source, Map<String, Double> values) {
    public Figures {
      values = Map.copyOf(values);
      values.forEach(Figures::requirePositive);
    }

    private static void requirePositive(String name, double value) {
      if (!(value > 0) || Double.isInfinite(value)) {
        throw new IllegalArgumentException(name + " is " + value + ", not more than 0");
      }
    }

    double of(String name) {
      Double value = values.get(name);
      if (value == null) {
        throw new Problem(
            "the costs do not say what %s is".formatted(name),
            "add it to the values whose source is \"%s\"".formatted(source));
      }
      return value;
    }
  }

  /** Those that come with the repository. */
  public static Costs measured() {
    try (InputStream yaml = Costs.class.getResourceAsStream("/capacity/costs.yaml")) {
      return YAML.readValue(yaml, Costs.class);
    } catch (IOException e) {
      throw new UncheckedIOException("costs.yaml cannot be read", e);
    }
  }

  /**
   * Those of a file of the same form, measured elsewhere.
   *
   * @throws Problem if it is none
   */
  public static Costs read(Path file) {
    try {
      return YAML.readValue(Files.readAllBytes(file), Costs.class);
    } catch (IOException | JacksonException e) {
      throw new Problem(
          file + " has no costs: " + e.getMessage().lines().findFirst().orElse(""),
          "write it like system-tests/src/main/resources/capacity/costs.yaml");
    }
  }
}
