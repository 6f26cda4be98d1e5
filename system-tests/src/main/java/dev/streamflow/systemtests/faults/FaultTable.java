package dev.streamflow.systemtests.faults;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Figures of a suite, as text. */
public record FaultTable(List<String> header, List<List<String>> rows) {

  public FaultTable {
    header = List.copyOf(header);
    rows = List.copyOf(rows);
  }

  public static FaultTable withHeader(String... header) {
    return new FaultTable(List.of(header), List.of());
  }

  /** With one more row, of as many cells as the header has. */
  public FaultTable row(Object... cells) {
    if (cells.length != header.size()) {
      throw new IllegalArgumentException(cells.length + " cells under " + header);
    }
    List<List<String>> all = new ArrayList<>(rows);
    all.add(Arrays.stream(cells).map(String::valueOf).toList());
    return new FaultTable(header, all);
  }
}
