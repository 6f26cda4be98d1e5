package dev.streamflow.order;

import dev.streamflow.order.Catalogue.Product;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;

/** Reads the catalogue at start-up. The service does not start with one that it cannot trust. */
@Configuration(proxyBeanMethods = false)
class CatalogueFile {

  static final List<String> COLUMNS = List.of("sku", "name", "unit_price_minor");

  /** The file names none. */
  static final String CURRENCY = "USD";

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  @Bean
  static Catalogue catalogue(OrderSettings settings) {
    return read(settings.catalogue());
  }

  /**
   * @throws BadCatalogue if it cannot be read, naming the line that is to blame
   */
  static Catalogue read(Resource file) {
    String name = file.getDescription();
    try (CSVParser rows = FORMAT.parse(contentOf(file))) {
      if (!rows.getHeaderNames().equals(COLUMNS)) {
        throw new BadCatalogue(name, "has the columns " + rows.getHeaderNames());
      }
      Map<String, Product> products = new HashMap<>();
      for (CSVRecord row : rows) {
        Product product = product(name, row);
        if (products.put(product.sku(), product) != null) {
          throw new BadCatalogue(name, row.getRecordNumber(), "repeats SKU " + product.sku());
        }
      }
      if (products.isEmpty()) {
        throw new BadCatalogue(name, "has no products");
      }
      return new Catalogue(products.values());
    } catch (IOException e) {
      throw new BadCatalogue(name, e);
    }
  }

  private static Reader contentOf(Resource file) throws IOException {
    return new InputStreamReader(
        new GZIPInputStream(file.getInputStream()), StandardCharsets.UTF_8);
  }

  private static Product product(String file, CSVRecord row) {
    if (!row.isConsistent()) {
      throw new BadCatalogue(file, row.getRecordNumber(), "has " + row.size() + " columns");
    }
    if (row.get("sku").isBlank()) {
      throw new BadCatalogue(file, row.getRecordNumber(), "has no SKU");
    }
    String price = row.get("unit_price_minor");
    if (!price.matches("\\d{1,9}")) {
      throw new BadCatalogue(file, row.getRecordNumber(), "has the price '" + price + "'");
    }
    return new Product(row.get("sku"), row.get("name"), new Money(Long.parseLong(price), CURRENCY));
  }
}
