package dev.streamflow.inventory.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.inventory.RunningInventory;
import dev.streamflow.inventory.Stock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class DeliveryIT extends RunningInventory {

  private final String deliveryId = aSku("delivery");
  private final String beer = aSku("beer");
  private final String milk = aSku("milk");

  @Test
  void addsTheUnitsToTheStock() {
    MvcTestResult answer = put(deliveryId, lines(line(beer, 10), line(milk, 2), line(beer, 5)));

    assertThat(answer).hasStatusOk();
    assertThat(http.get().uri("/stock/{sku}", beer))
        .hasStatusOk()
        .bodyJson()
        .isStrictlyEqualTo(
            """
            {"sku": "%s", "delivered": 15, "on_hand": 15, "reserved": 0, "sold": 0}
            """
                .formatted(beer));
    assertStock(new Stock(milk, 2, 2, 0, 0));
  }

  @Test
  void addsTheUnitsOfOneDeliveryOnce() {
    String body = lines(line(beer, 10), line(milk, 2));
    String sameUnits = lines(line(milk, 2), line(beer, 4), line(beer, 6));

    assertThat(put(deliveryId, body)).hasStatusOk();
    assertThat(put(deliveryId, body)).hasStatusOk();
    assertThat(put(deliveryId, sameUnits)).hasStatusOk();

    assertStock(new Stock(beer, 10, 10, 0, 0), new Stock(milk, 2, 2, 0, 0));
  }

  @Test
  void addsTheUnitsOnceWhenRequestsComeAtTheSameTime() throws Exception {
    Callable<HttpStatus> request =
        () -> HttpStatus.valueOf(put(deliveryId, lines(line(beer, 10))).getResponse().getStatus());

    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<HttpStatus> answer :
          clients.invokeAll(IntStream.range(0, 6).mapToObj(_ -> request).toList())) {
        assertThat(answer.get()).isEqualTo(HttpStatus.OK);
      }
    }

    assertStock(new Stock(beer, 10, 10, 0, 0));
  }

  @Test
  void refusesOtherLinesUnderTheSameId() {
    put(deliveryId, lines(line(beer, 10)));

    assertThat(put(deliveryId, lines(line(beer, 11))))
        .hasStatus(HttpStatus.CONFLICT)
        .hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
        .bodyJson()
        .extractingPath("$.detail")
        .isEqualTo("Delivery %s has been taken in with other lines".formatted(deliveryId));
    assertStock(new Stock(beer, 10, 10, 0, 0));
  }

  @Test
  void takesThousandsOfLines() {
    List<String> skus = IntStream.range(0, 5_000).mapToObj(n -> "bulk-%d".formatted(n)).toList();
    String body = skus.stream().map(sku -> line(sku, 3)).collect(Collectors.joining(","));

    assertThat(put(deliveryId, lines(body))).hasStatusOk();

    assertThat(stocks.all())
        .filteredOn(stock -> stock.sku().startsWith("bulk-"))
        .hasSize(skus.size())
        .allSatisfy(stock -> assertThat(stock.onHand()).isEqualTo(3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                                | lines
          {"lines": []}                                                     | lines
          {"lines": "beer"}                                                 | lines
          {"lines": [null]}                                                 | lines[0]
          {"lines": [{"quantity": 1}]}                                      | lines[0].sku
          {"lines": [{"sku": "two words", "quantity": 1}]}                  | lines[0].sku
          {"lines": [{"sku": "a", "quantity": 1}, {"sku": "b"}]}            | lines[1].quantity
          {"lines": [{"sku": "a", "quantity": 0}]}                          | lines[0].quantity
          {"lines": [{"sku": "a", "quantity": 1.5}]}                        | lines[0].quantity
          {"lines": [{"sku": "a", "quantity": "many"}]}                     | lines[0].quantity
          {"lines": [{"sku": "a", "quantity": 99999999999999999999}]}       | lines[0].quantity
          """)
  void namesTheFieldThatIsToBlame(String body, String field) {
    assertThat(put(deliveryId, body))
        .hasStatus(HttpStatus.BAD_REQUEST)
        .hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
        .bodyJson()
        .hasPathSatisfying("$.errors", errors -> errors.assertThat().asArray().hasSize(1))
        .hasPathSatisfying("$.errors[0].message", message -> assertThat(message).isNotNull())
        .extractingPath("$.errors[0].field")
        .isEqualTo(field);
  }

  @Test
  void namesAnIdThatCannotBe() {
    assertThat(put("no id", lines(line(beer, 1))))
        .hasStatus(HttpStatus.BAD_REQUEST)
        .bodyJson()
        .extractingPath("$.errors[0].field")
        .isEqualTo("deliveryId");
  }

  @Test
  void refusesWhatIsNoJson() {
    assertThat(put(deliveryId, "{"))
        .hasStatus(HttpStatus.BAD_REQUEST)
        .hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
  }

  @Test
  void listsAllStock() {
    put(deliveryId, lines(line(beer, 1), line(milk, 2)));

    assertThat(http.get().uri("/stock"))
        .hasStatusOk()
        .bodyJson()
        .extractingPath("$[*].sku")
        .asArray()
        .contains(beer, milk);
  }

  @Test
  void saysThatAnArticleNeverArrived() {
    assertThat(http.get().uri("/stock/{sku}", "caviar"))
        .hasStatus(HttpStatus.NOT_FOUND)
        .hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
  }

  private MvcTestResult put(String id, String body) {
    return http.put()
        .uri("/deliveries/{id}", id)
        .contentType(MediaType.APPLICATION_JSON)
        .content(body)
        .exchange();
  }

  private static String lines(String... lines) {
    return "{\"lines\": [%s]}".formatted(String.join(",", lines));
  }

  private static String line(String sku, int quantity) {
    return "{\"sku\": \"%s\", \"quantity\": %d}".formatted(sku, quantity);
  }
}
