package dev.streamflow.order.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.jayway.jsonpath.JsonPath;
import dev.streamflow.order.RunningOrders;
import dev.streamflow.order.http.RawRequest.RawAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What no client should send, over a real connection. */
class BadTrafficIT extends RunningOrders {

  private static final Logger LOG =
      (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private static final String ORDER = anOrderOf("mary");
  private static final int TEN_MEGABYTES = 10 << 20;

  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

  @LocalServerPort private int port;

  @BeforeEach
  void watchTheLog() {
    logged.start();
    LOG.addAppender(logged);
  }

  @AfterEach
  void leaveTheLogAlone() {
    LOG.detachAppender(logged);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "user_id": "mary"    | "user_id": ""                    | user_id
          "user_id": "mary"    | "user_id": "a\\u0000"             | user_id
          "user_id": "mary"    | "user_id": 7                     | user_id
          "user_id": "mary"    | "user": "mary"                   | user
          "country": "US"      | "country": "Mexico"              | country
          "country": "US"      | "country": ["US"]                | country
          "lines"              | "positions"                      | positions
          "quantity": 2        | "quantity": 0                    | lines[0].quantity
          "quantity": 2        | "quantity": -1                   | lines[0].quantity
          "quantity": 2        | "quantity": 1001                 | lines[0].quantity
          "quantity": 2        | "quantity": 1.5                  | lines[0].quantity
          "quantity": 2        | "quantity": "2"                  | lines[0].quantity
          "quantity": 2        | "quantity": 5e9                  | lines[0].quantity
          "quantity": 2        | "quantity": 1e400                | lines[0].quantity
          "quantity": 2        | "quantity": 9223372036854775808  | lines[0].quantity
          "quantity": 2        | "quantity": NaN                  | lines[0]
          "quantity": 2        | "amount": 2                      | lines[0].amount
          "quantity": 2        | "quantity": 2, "quantity": 3     | lines[0]
          "sku": "96516502499" | "sku": "unknown"                 | lines[1].sku
          "sku": "96516502499" | "sku": "\\u0000"                 | lines[1].sku
          "sku": "96516502499" | "sku": null                      | lines[1].sku
          """)
  void namesTheFieldThatIsToBlame(String right, String wrong, String field) throws Exception {
    assertRefused(RawRequest.post("/orders").body(ORDER.replace(right, wrong)), 400, field);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bodies")
  void refusesBodiesThatAreNoOrder(String name, byte[] body, String field) throws Exception {
    assertRefused(RawRequest.post("/orders").body(body), 400, field);
  }

  static Stream<Arguments> bodies() {
    return Stream.of(
        body("empty", "", ""),
        body("blank", " ", ""),
        body("cut short", ORDER.substring(0, ORDER.length() / 2), "lines[0].sku"),
        body("not JSON", "user_id=mary", ""),
        body("null", "null", ""),
        body("an array", "[]", ""),
        body("a string", "\"order\"", ""),
        body("two objects", "{} {}", ""),
        body("a comma too many", "{\"user_id\": \"mary\",}", ""),
        body("a NUL in a string", ORDER.replace("mary", "ma\0ry"), "user_id"),
        body("a line feed in a string", ORDER.replace("mary", "ma\nry"), "user_id"),
        body("a NUL behind it", ORDER + "\0", ""),
        body("half a surrogate", ORDER.replace("mary", "\\ud800"), "user_id"),
        body("65 characters", ORDER.replace("mary", "m".repeat(65)), "user_id"),
        body("1,001 lines", withLines(1_001), "lines"),
        body("deep", "[".repeat(10_000), ""),
        body("deep inside", ORDER.replace("\"US\"", "{\"a\":".repeat(5_000)), "country"),
        body(
            "deep in the dark",
            ORDER.replace("\"lines\": [", "\"lines\": " + "[".repeat(5_000)),
            "lines[0]"),
        body(
            "a number of 2,000 digits", ORDER.replace(": 2", ": " + "9".repeat(2_000)), "lines[0]"),
        body("a name of 50,001 characters", "{\"" + "n".repeat(50_001) + "\": 1}", ""),
        arguments("invalid UTF-8", latin1(ORDER.replace("mary", "zo\u00eb")), "user_id"),
        arguments("overlong UTF-8", latin1(ORDER.replace("mary", "\u00c0\u0080")), "user_id"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void refusesWhatIsNoRequestForAnOrder(
      String name, RawRequest request, int status, @Nullable String field) throws Exception {
    assertRefused(request, status, field);
  }

  static Stream<Arguments> requests() {
    return Stream.of(
        arguments("10 MB", order().body(tenMegabytes()), 413, null),
        arguments("10 MB in chunks", order().body(tenMegabytes()).chunked(), 413, null),
        arguments("1 byte too many", order().body(" ".repeat(64 * 1024) + "1"), 413, null),
        arguments("XML", order().with("Content-Type", "text/xml"), 415, null),
        arguments("no content type", order().without("Content-Type"), 415, null),
        arguments("no such content type", order().with("Content-Type", "//"), 415, null),
        arguments("no key", order().without("Idempotency-Key"), 400, "Idempotency-Key"),
        arguments("an empty key", key(""), 400, "Idempotency-Key"),
        arguments("a long key", key("k".repeat(65)), 400, "Idempotency-Key"),
        arguments("a very long key", key("k".repeat(100_000)), 400, null),
        arguments("a tab in the key", key("a\tb"), 400, "Idempotency-Key"),
        arguments("an umlaut in the key", key("\u00e4"), 400, "Idempotency-Key"),
        arguments("a NUL in the key", key("a\0b"), 400, null),
        arguments("an escape in the key", key("a\u001bb"), 400, null),
        arguments("a DEL in the key", key("a\u007fb"), 400, null),
        arguments("no UUID", RawRequest.get("/orders/4711"), 400, "id"),
        arguments("a long id", RawRequest.get("/orders/" + "1".repeat(5_000)), 400, "id"),
        arguments("a very long id", RawRequest.get("/orders/" + "1".repeat(100_000)), 400, null),
        arguments("a NUL as id", RawRequest.get("/orders/%00"), 400, null),
        arguments("a line feed as id", RawRequest.get("/orders/%0a"), 400, "id"),
        arguments("a raw control character as id", RawRequest.get("/orders/\u0001"), 400, null),
        arguments("half an escape as id", RawRequest.get("/orders/%zz"), 400, null),
        arguments("no UUID to cancel", RawRequest.post("/orders/%0a/cancel"), 400, "id"),
        arguments("a NUL as user", RawRequest.get("/orders?user=%00"), 400, "user"),
        arguments("invalid UTF-8 as user", RawRequest.get("/orders?user=%ff"), 400, "query"),
        arguments("half an escape as user", RawRequest.get("/orders?user=%f"), 400, "query"),
        arguments("no such address", RawRequest.get("/order"), 404, null),
        arguments("no such method", RawRequest.of("PUT", "/orders"), 405, null),
        arguments("nonsense", RawRequest.of("\u0016\u0003\u0001", "\u0002"), 400, null));
  }

  @Test
  void acceptsTheSameOrderWithoutItsFaults() throws Exception {
    // Given
    Map<String, Object> before = stored();

    // When
    RawAnswer answer = order().body(anOrderOf(mary)).send(port);

    // Then
    assertThat(answer.status()).isEqualTo(202);
    assertThat(stored())
        .allSatisfy((what, count) -> assertThat(count).isNotEqualTo(before.get(what)));
  }

  private void assertRefused(RawRequest request, int status, @Nullable String field)
      throws Exception {
    // Given
    Map<String, Object> before = stored();

    // When
    RawAnswer answer = request.send(port);

    // Then
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.head()).contains("Content-Type: application/problem+json");
    assertThat(JsonPath.<Integer>read(answer.body(), "$.status")).isEqualTo(status);
    if (field != null) {
      assertThat(answer.body()).contains("\"errors\"");
      assertThat(JsonPath.<String>read(answer.body(), "$.errors[0].field")).isEqualTo(field);
    }
    assertThat(answer.body())
        .doesNotContainIgnoringCase("exception", "dev.streamflow", "jackson", "java.", "\tat ")
        .doesNotContain("Stream", "Tomcat");
    assertThat(stored()).isEqualTo(before);
    assertThat(logged.list).noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.ERROR));
  }

  private Map<String, Object> stored() {
    return jdbc.sql(
            """
            SELECT (SELECT count(*) FROM orders) AS orders,
                   (SELECT count(*) FROM idempotency_key) AS keys,
                   pg_sequence_last_value('outbox_id_seq') AS appended
            """)
        .query()
        .singleRow();
  }

  private static RawRequest order() {
    return RawRequest.post("/orders").body(ORDER);
  }

  private static RawRequest key(String key) {
    return order().with("Idempotency-Key", key);
  }

  private static Arguments body(String name, String text, String field) {
    return arguments(name, text.getBytes(StandardCharsets.UTF_8), field);
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String withLines(int count) {
    String line = "{\"sku\": \"%s\", \"quantity\": 1}".formatted(BERRY_JUICE);
    return "{\"user_id\": \"mary\", \"country\": \"US\", \"lines\": [%s]}"
        .formatted(String.join(",", Collections.nCopies(count, line)));
  }

  private static byte[] tenMegabytes() {
    return (ORDER + " ".repeat(TEN_MEGABYTES)).getBytes(StandardCharsets.UTF_8);
  }
}
