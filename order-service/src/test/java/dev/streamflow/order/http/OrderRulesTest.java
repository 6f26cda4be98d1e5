package dev.streamflow.order.http;

import static dev.streamflow.order.Samples.BERRY_JUICE;
import static dev.streamflow.order.Samples.CREAM_SODA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.streamflow.order.Basket;
import dev.streamflow.order.Basket.Item;
import dev.streamflow.order.Catalogue;
import dev.streamflow.order.OrderSettings;
import dev.streamflow.order.http.InvalidRequest.Fault;
import dev.streamflow.order.http.OrderRequest.Line;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.unit.DataSize;

class OrderRulesTest {

  private static final Line JUICE = new Line("100", 2);

  private final OrderRules rules =
      new OrderRules(
          new Catalogue(List.of(BERRY_JUICE, CREAM_SODA)),
          new OrderSettings(
              new ByteArrayResource(new byte[0]),
              3,
              DataSize.ofKilobytes(1),
              Duration.ofDays(1),
              1,
              Duration.ofMinutes(30),
              200));

  @Test
  void acceptsTheSameSkuInSeveralLines() {
    // When
    Basket basket =
        rules.check(
            "key", new OrderRequest("mary", "US", List.of(JUICE, new Line("200", 1), JUICE)));

    // Then
    assertThat(basket.items())
        .containsExactly(
            new Item(BERRY_JUICE, 2), new Item(CREAM_SODA, 1), new Item(BERRY_JUICE, 2));
  }

  @Test
  void namesAllFaultsAtOnce() {
    assertThat(faultyFields(null, new OrderRequest(null, null, List.of(new Line(null, null)))))
        .containsExactly(
            "Idempotency-Key", "user_id", "country", "lines[0].sku", "lines[0].quantity");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "\u0000",
        "\u007f",
        "é",
        "0123456789012345678901234567890123456789012345678901234567890123x"
      })
  void refusesKeysThatAreNotPrintableAscii(@Nullable String key) {
    assertThat(faultyFields(key, new OrderRequest("mary", "US", List.of(JUICE))))
        .containsExactly("Idempotency-Key");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        " ",
        "a\nb",
        "a\u0000b",
        "\u0085",
        "\u2028",
        "\ud800",
        "0123456789012345678901234567890123456789012345678901234567890123x"
      })
  void refusesUserIdsThatOtherSystemsCouldNotStore(@Nullable String userId) {
    assertThat(faultyFields("key", new OrderRequest(userId, "US", List.of(JUICE))))
        .containsExactly("user_id");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"m", "Zoë 🛒", "0123456789012345678901234567890123456789012345678901234567890123"})
  void acceptsUserIdsOfAnyScript(String userId) {
    assertThat(rules.check("key", new OrderRequest(userId, "US", List.of(JUICE))).userId())
        .isEqualTo(userId);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "us", "USA", "XX", "U"})
  void refusesCountriesThatDoNotExist(@Nullable String country) {
    assertThat(faultyFields("key", new OrderRequest("mary", country, List.of(JUICE))))
        .containsExactly("country");
  }

  @Test
  void refusesNoLinesAndTooManyLines() {
    assertThat(faultyFields("key", new OrderRequest("mary", "US", null))).containsExactly("lines");
    assertThat(faultyFields("key", new OrderRequest("mary", "US", List.of())))
        .containsExactly("lines");
    assertThat(faultyFields("key", new OrderRequest("mary", "US", Collections.nCopies(4, JUICE))))
        .containsExactly("lines");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(ints = {0, -1, 1_001, Integer.MAX_VALUE})
  void refusesQuantitiesOutOfRange(@Nullable Integer quantity) {
    assertThat(
            faultyFields(
                "key", new OrderRequest("mary", "US", List.of(JUICE, new Line("100", quantity)))))
        .containsExactly("lines[1].quantity");
  }

  @Test
  void refusesUnknownArticlesAndEmptyLines() {
    // Given
    List<@Nullable Line> lines = Collections.singletonList(null);

    // Then
    assertThat(faultyFields("key", new OrderRequest("mary", "US", List.of(new Line("999", 1)))))
        .containsExactly("lines[0].sku");
    assertThat(faultyFields("key", new OrderRequest("mary", "US", lines)))
        .containsExactly("lines[0]");
  }

  private List<String> faultyFields(@Nullable String key, OrderRequest request) {
    return catchThrowableOfType(InvalidRequest.class, () -> rules.check(key, request))
        .faults()
        .stream()
        .map(Fault::field)
        .toList();
  }
}
