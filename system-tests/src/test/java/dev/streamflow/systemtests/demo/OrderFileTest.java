package dev.streamflow.systemtests.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.streamflow.systemtests.Problem;
import dev.streamflow.systemtests.demo.DemoOrder.Line;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderFileTest {
  private static final Set<String> CATALOGUE = Set.of("apple", "pear");
  private static final String HEADER = "order_ref,placed_on,user_id,ship_to_country,sku,quantity\n";

  @TempDir private Path folder;

  @Test
  void groupsLinesIntoOrdersAndMapsCountries() throws IOException {
    // When
    List<DemoOrder> orders =
        read(
            HEADER
                + "1,1998-01-01,anna,Mexico,apple,3\n1,1998-01-01,anna,Mexico,pear,1\n"
                + "2,1998-01-01,bob,DE,apple,2\n");

    // Then
    assertThat(orders)
        .containsExactly(
            new DemoOrder("anna", "MX", List.of(new Line("apple", 3), new Line("pear", 1))),
            new DemoOrder("bob", "DE", List.of(new Line("apple", 2))));
  }

  @Test
  void takesColumnsInAnyOrderWithoutThoseItDoesNotNeed() throws IOException {
    assertThat(
            read("\uFEFFsku,quantity,order_ref,user_id,ship_to_country\r\npear,2,x,anna,USA\r\n"))
        .containsExactly(new DemoOrder("anna", "US", List.of(new Line("pear", 2))));
  }

  @Test
  void readsGzippedFiles() throws IOException {
    // Given
    Path file = folder.resolve("orders.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write((HEADER + "1,,anna,USA,apple,1\n").getBytes(StandardCharsets.UTF_8));
    }

    // Then
    assertThat(OrderFile.read(file, CATALOGUE)).hasSize(1);
  }

  @Test
  void namesEveryWrongLine() {
    assertRefused(
        HEADER
            + "1,,anna,USA,apple,0\n"
            + "1,,bob,USA,apple,1\n"
            + "2,,anna,USA,plum,1\n"
            + "1,,anna,USA,apple,1\n"
            + "3,,anna,Narnia,apple,1\n"
            + "4,,anna,USA,apple\n"
            + "5,,,USA,apple,2\n"
            + "6,,anna,USA,apple,many\n",
        "line 2: quantity '0' is not a whole number",
        "line 3: order 1 began with another user",
        "line 4: sku 'plum' is not in the catalogue",
        "line 5: order 1 was complete before",
        "line 6: country 'Narnia'",
        "line 7: 5 fields instead of 6",
        "line 8: order_ref must not be empty, user_id",
        "line 9: quantity 'many'");
  }

  @Test
  void refusesFilesWithoutTheColumnsOrWithoutOrders() {
    assertRefused("order_ref,user_id,sku\n1,anna,apple\n", "lacks ship_to_country, quantity");
    assertRefused(HEADER, "no order");
    assertRefused("", "no order");
  }

  @Test
  void refusesWhatIsNoText() throws IOException {
    // Given
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

    // Then
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> OrderFile.read(binary, CATALOGUE))
        .withMessageContaining("cannot be read");
  }

  private List<DemoOrder> read(String csv) throws IOException {
    return OrderFile.read(Files.writeString(folder.resolve("orders.csv"), csv), CATALOGUE);
  }

  private void assertRefused(String csv, String... reasons) {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> read(csv))
        .satisfies(problem -> assertThat(problem.getMessage()).contains(reasons))
        .satisfies(problem -> assertThat(problem.nextStep()).contains("order_ref,user_id"));
  }
}
