package dev.streamflow.inventory;

import java.util.List;

/**
 * Units that arrive together.
 *
 * @param id the supplier's reference: a delivery is taken in once per id
 * @param lines one line per article, sorted by SKU
 */
public record Delivery(String id, List<Line> lines) {

  public Delivery {
    lines = Line.addUp(lines);
  }

  List<String> skus() {
    return lines.stream().map(Line::sku).toList();
  }
}
