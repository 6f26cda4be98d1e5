package dev.streamflow.systemtests.demo;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An order as a customer places it.
 *
 * @param country where to ship to: ISO 3166-1 alpha-2
 */
public record DemoOrder(String user, String country, List<Line> lines) {

  public DemoOrder {
    lines = List.copyOf(lines);
  }

  /** Units of one article. The same article may stand in several lines. */
  public record Line(String sku, int quantity) {}

  /** Units by SKU, in the order of the lines. */
  public Map<String, Long> quantities() {
    return lines.stream()
        .collect(groupingBy(Line::sku, LinkedHashMap::new, summingLong(Line::quantity)));
  }
}
