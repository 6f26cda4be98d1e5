package dev.streamflow.inventory;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Units of one article.
 *
 * @param sku which article
 * @param quantity units, at least 1
 */
public record Line(String sku, long quantity) {

  /** Printable ASCII without spaces. */
  public static final String SKU = "[!-~]{1,64}";

  private static final Pattern SKU_PATTERN = Pattern.compile(SKU);

  public Line {
    if (!isSku(sku)) {
      throw new IllegalArgumentException("'%s' is no SKU".formatted(sku));
    }
    if (quantity < 1) {
      throw new IllegalArgumentException("%d units of %s".formatted(quantity, sku));
    }
  }

  /** Whether this can name an article at all. */
  public static boolean isSku(String sku) {
    return SKU_PATTERN.matcher(sku).matches();
  }

  /** The same units with one line per article, sorted by SKU. */
  public static List<Line> addUp(Collection<Line> lines) {
    Map<String, Long> units = new TreeMap<>();
    lines.forEach(line -> units.merge(line.sku(), line.quantity(), Math::addExact));
    return units.entrySet().stream().map(sum -> new Line(sum.getKey(), sum.getValue())).toList();
  }
}
