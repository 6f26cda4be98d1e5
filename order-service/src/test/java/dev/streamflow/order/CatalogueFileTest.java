package dev.streamflow.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

class CatalogueFileTest {

  private static final String HEADER = "sku,name,unit_price_minor\n";

  @Test
  void readsAllProductsThatComeWithTheService() {
    // When
    Catalogue catalogue = CatalogueFile.read(new ClassPathResource("catalogue/products.csv.gz"));

    // Then
    assertThat(catalogue.size()).isEqualTo(1_560);
    assertThat(catalogue.find("90748583674"))
        .contains(Samples.product("90748583674", "Washington Berry Juice", 285));
    assertThat(catalogue.find("no such SKU")).isEmpty();
  }

  @Test
  void readsQuotedNames() throws IOException {
    // When
    Catalogue catalogue = CatalogueFile.read(gzipped(HEADER + "7,\"Nuts, \"\"salted\"\"\",120\n"));

    // Then
    assertThat(catalogue.find("7")).contains(Samples.product("7", "Nuts, \"salted\"", 120));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "7;Nuts;1.20,     product 1 has the price '1.20'",
        "7;Nuts;-1,       product 1 has the price '-1'",
        "7;Nuts;,         product 1 has the price ''",
        "7;Nuts,          product 1 has 2 columns",
        "7;Nuts;1;2,      product 1 has 4 columns",
        "` ;Nuts;1`,      product 1 has no SKU",
        "7;A;1|7;B;2,     product 2 repeats SKU 7",
        "``,              has no products",
      })
  void namesTheProductThatIsToBlame(String rows, String fault) throws IOException {
    // Given
    Resource file = gzipped(HEADER + rows.replace(';', ',').replace('|', '\n'));

    // Then
    assertThatThrownBy(() -> CatalogueFile.read(file))
        .isInstanceOf(BadCatalogue.class)
        .hasMessageContaining(fault);
  }

  @Test
  void refusesOtherColumnsAndOtherFiles() throws IOException {
    // Given
    Resource otherColumns = gzipped("sku,title,price\n7,Nuts,120\n");
    Resource notZipped = new ByteArrayResource(HEADER.getBytes(StandardCharsets.UTF_8));
    Resource missing = new ClassPathResource("no-such-file.csv.gz");

    // Then
    assertThatThrownBy(() -> CatalogueFile.read(otherColumns))
        .isInstanceOf(BadCatalogue.class)
        .hasMessageContaining("has the columns [sku, title, price]");
    assertThatThrownBy(() -> CatalogueFile.read(notZipped))
        .isInstanceOf(BadCatalogue.class)
        .hasMessageContaining("cannot be read: Not in GZIP format");
    assertThatThrownBy(() -> CatalogueFile.read(missing))
        .isInstanceOf(BadCatalogue.class)
        .hasMessageContaining("no-such-file.csv.gz");
  }

  @Test
  void saysAtStartUpWhatToDo() {
    // Given
    RuntimeException failure =
        new IllegalStateException("No bean", new BadCatalogue("a file", "has no products"));

    // When
    var analysis = new BadCatalogue.Analyzer().analyze(failure);

    // Then
    assertThat(analysis.getDescription()).isEqualTo("The catalogue (a file) has no products");
    assertThat(analysis.getAction()).contains("orders.catalogue", "sku, name, unit_price_minor");
  }

  private static Resource gzipped(String csv) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(csv.getBytes(StandardCharsets.UTF_8));
    }
    return new ByteArrayResource(bytes.toByteArray());
  }
}
