package dev.streamflow.systemtests.demo;

import dev.streamflow.systemtests.Problem;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** Orders as CSV, plain or gzipped. A file is taken as a whole or, with reasons, not at all. */
public final class OrderFile {
  private static final String FOODMART = "/foodmart/orders.csv.gz";
  private static final int SHOWN_ERRORS = 10;
  private static final int GZIP_MAGIC = 0x1f8b;

  private OrderFile() {}

  /** The orders that come with the demonstration. */
  public static List<DemoOrder> foodMart(Set<String> catalogue) {
    try (InputStream file =
        Objects.requireNonNull(OrderFile.class.getResourceAsStream(FOODMART), FOODMART)) {
      return parse(file, FOODMART, catalogue);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a user's file.
   *
   * @param catalogue the SKUs that can be ordered
   * @throws Problem if anything in it is wrong, with the numbers of the lines
   */
  public static List<DemoOrder> read(Path file, Set<String> catalogue) {
    try (InputStream bytes = Files.newInputStream(file)) {
      return parse(bytes, file.toString(), catalogue);
    } catch (IOException e) {
      throw new Problem(
          file + " cannot be read: " + e.getMessage(), "give a CSV file in UTF-8, gzipped or not");
    }
  }

  private static List<DemoOrder> parse(InputStream bytes, String name, Set<String> catalogue)
      throws IOException {
    BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(unzipped(bytes), StandardCharsets.UTF_8.newDecoder()));
    OrderFileParser parser = new OrderFileParser(catalogue);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      parser.accept(line);
    }
    List<DemoOrder> orders = parser.finish();
    if (!parser.errors().isEmpty()) {
      throw problem(name, parser.errors());
    }
    return orders;
  }

  private static InputStream unzipped(InputStream bytes) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(bytes);
    buffered.mark(2);
    int magic = buffered.read() << Byte.SIZE | buffered.read();
    buffered.reset();
    return magic == GZIP_MAGIC ? new GZIPInputStream(buffered) : buffered;
  }

  private static Problem problem(String name, List<String> errors) {
    List<String> shown = new ArrayList<>(errors.subList(0, Math.min(SHOWN_ERRORS, errors.size())));
    if (errors.size() > shown.size()) {
      shown.add("… and " + (errors.size() - shown.size()) + " more");
    }
    return new Problem(
        name + " cannot be used:\n  " + String.join("\n  ", shown),
        "correct these lines; the columns are " + String.join(",", OrderFileParser.COLUMNS));
  }
}
