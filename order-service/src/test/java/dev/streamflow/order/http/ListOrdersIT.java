package dev.streamflow.order.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.streamflow.order.RunningOrders;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class ListOrdersIT extends RunningOrders {

  @Test
  void listsTheNewestFirstInPages() throws Exception {
    // Given
    List<String> newestFirst =
        Stream.generate(this::place).limit(5).map(UUID::toString).toList().reversed();

    // When
    MvcTestResult first =
        http.get().uri("/orders").queryParam("user", mary).queryParam("limit", "3").exchange();
    MvcTestResult second = http.get().uri(JsonPath.<String>read(body(first), "$.next")).exchange();

    // Then
    assertThat(idsIn(first)).isEqualTo(newestFirst.subList(0, 3));
    assertThat(idsIn(second)).isEqualTo(newestFirst.subList(3, 5));
    assertThat(second).bodyJson().doesNotHavePath("$.next");
  }

  @Test
  void listsEverybodysPendingOrdersInPagesTheMostUrgentFirst() throws Exception {
    // Given: orders that are older than those of all other tests
    List<String> oldestFirst = Stream.generate(this::place).limit(5).map(UUID::toString).toList();
    jdbc.sql("UPDATE orders SET placed_at = placed_at - interval '1 day' WHERE user_id = ?")
        .param(mary)
        .update();
    assertThat(cancel(UUID.fromString(oldestFirst.get(1)))).hasStatusOk();

    // When
    MvcTestResult first = http.get().uri("/orders/pending?older_than=PT23H59M&limit=3").exchange();
    MvcTestResult second = http.get().uri(JsonPath.<String>read(body(first), "$.next")).exchange();
    MvcTestResult none = http.get().uri("/orders/pending?older_than=PT25H").exchange();

    // Then
    assertThat(idsIn(first))
        .containsExactly(oldestFirst.get(0), oldestFirst.get(2), oldestFirst.get(3));
    assertThat(first).bodyJson().extractingPath("$.orders[0].user_id").isEqualTo(mary);
    assertThat(idsIn(second)).containsExactly(oldestFirst.get(4));
    assertThat(second).bodyJson().doesNotHavePath("$.next");
    assertThat(idsIn(none)).isEmpty();
  }

  @Test
  void listsNothingForAUserWithoutOrders() {
    assertThat(http.get().uri("/orders").queryParam("user", "nobody"))
        .hasStatusOk()
        .bodyJson()
        .isStrictlyEqualTo("{\"orders\": []}");
  }

  @ParameterizedTest
  @CsvSource({
    "/orders,                   user",
    "/orders?user=%00,          user",
    "/orders?user=a&limit=0,    limit",
    "/orders?user=a&limit=101,  limit",
    "/orders?user=a&limit=all,  limit",
    "/orders?user=a&before=now, before",
    "/orders/4711,              id",
    "/orders/pending?older_than=-PT1S,         older_than",
    "/orders/pending?older_than=PT9000H,       older_than",
    "/orders/pending?older_than=P99999999999D, older_than",
    "/orders/pending?older_than=long,          older_than",
    "/orders/pending?limit=0,                  limit",
    "/orders/pending?after=yesterday,          after",
  })
  void namesTheParameterThatIsToBlame(String uri, String field) {
    // When
    MvcTestResult answer = http.get().uri(URI.create(uri)).exchange();

    // Then
    assertProblem(answer, HttpStatus.BAD_REQUEST, "invalid-request");
    assertThat(answer).bodyJson().extractingPath("$.errors[0].field").isEqualTo(field);
  }

  @Test
  void doesNotKnowOrdersThatWereNeverPlaced() {
    assertProblem(get(UUID.randomUUID()), HttpStatus.NOT_FOUND, "order-not-found");
  }

  private static List<String> idsIn(MvcTestResult page) throws UnsupportedEncodingException {
    return JsonPath.read(body(page), "$.orders[*].order_id");
  }

  private static String body(MvcTestResult page) throws UnsupportedEncodingException {
    return page.getResponse().getContentAsString();
  }
}
