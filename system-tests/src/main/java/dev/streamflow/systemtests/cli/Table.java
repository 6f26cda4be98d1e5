package dev.streamflow.systemtests.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows with aligned columns. Columns of numbers are aligned to the right. */
final class Table {
  private static final String GAP = "   ";
  private static final String NUMBER = "[-−]?[\\d.,]+( (s|ms|MB|%))?|–";

  private final List<List<String>> rows = new ArrayList<>();

  /** Adds a row. The first one is the header. */
  Table row(Object... cells) {
    rows.add(java.util.Arrays.stream(cells).map(String::valueOf).toList());
    return this;
  }

  /** The lines, each indented a little. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(" ");
      for (int column = 0; column < row.size(); column++) {
        line.append(column == 0 ? " " : GAP).append(padded(row.get(column), column));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private String padded(String cell, int column) {
    String padding = " ".repeat(width(column) - cell.length());
    return isNumeric(column) ? padding + cell : cell + padding;
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  private boolean isNumeric(int column) {
    return rows.size() > 1
        && rows.stream().skip(1).allMatch(row -> row.get(column).matches(NUMBER));
  }
}
