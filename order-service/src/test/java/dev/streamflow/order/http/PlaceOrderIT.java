package dev.streamflow.order.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.order.OrderSettings;
import dev.streamflow.order.RunningOrders;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class PlaceOrderIT extends RunningOrders {

  private static final HttpServletRequest REQUEST = new MockHttpServletRequest();
  private static final HttpServletResponse RESPONSE = new MockHttpServletResponse();

  private final String key = UUID.randomUUID().toString();

  @Autowired private Admission admission;
  @Autowired private OrderSettings settings;

  @Test
  void acceptsAnOrderAtThePricesOfItsCatalogue() {
    // When
    MvcTestResult answer = post(key, anOrderOf(mary));

    // Then
    assertThat(answer)
        .hasStatus(HttpStatus.ACCEPTED)
        .hasContentType(MediaType.APPLICATION_JSON)
        .bodyJson()
        .isLenientlyEqualTo(
            """
            {
              "order_id": "%s",
              "user_id": "%s",
              "country": "US",
              "status": "PENDING",
              "total": {"amount_minor": 644, "currency": "USD"}
            }
            """
                .formatted(idIn(answer), mary));
    assertThat(answer)
        .hasHeader("Content-Length", "" + answer.getResponse().getContentAsByteArray().length);
  }

  @Test
  void showsTheOrderAtItsLocation() {
    // Given
    UUID id = place();

    // Then
    assertThat(get(id))
        .hasStatusOk()
        .bodyJson()
        .isLenientlyEqualTo(
            """
            {
              "order_id": "%s",
              "status": "PENDING",
              "total": {"amount_minor": 644, "currency": "USD"},
              "lines": [
                {
                  "sku": "90748583674",
                  "quantity": 2,
                  "unit_price": {"amount_minor": 285, "currency": "USD"}
                },
                {
                  "sku": "96516502499",
                  "quantity": 1,
                  "unit_price": {"amount_minor": 74, "currency": "USD"}
                }
              ],
              "waiting_for": [
                {"service": "inventory-service", "events": ["StockReserved", "StockRejected"]}
              ],
              "history": [{"type": "OrderCreated"}]
            }
            """
                .formatted(id))
        .hasPath("$.deadline");
  }

  @Test
  void answersARepetitionLikeTheFirstTime() {
    // Given
    MvcTestResult first = post(key, anOrderOf(mary));
    assertThat(cancel(idIn(first))).hasStatusOk();

    // When
    MvcTestResult again = post(key, anOrderOf(mary).replace("\n", "").replace(": ", ":"));

    // Then
    assertThat(answerIn(again)).isEqualTo(answerIn(first));
    assertThat(ordersOf(mary)).isEqualTo(1);
  }

  @Test
  void asksToComeAgainWhileItIsFull() {
    // Given
    int places = settings.requestsAtOnce();
    for (int taken = 0; taken < places; taken++) {
      admission.preHandle(REQUEST, RESPONSE, this);
    }

    // When
    MvcTestResult turnedAway = post(key, anOrderOf(mary));

    // Then
    for (int left = 0; left < places; left++) {
      admission.afterCompletion(REQUEST, RESPONSE, this, null);
    }
    assertProblem(turnedAway, HttpStatus.SERVICE_UNAVAILABLE, "try-again");
    assertThat(post(key, anOrderOf(mary))).hasStatus(HttpStatus.ACCEPTED);
  }

  @Test
  void refusesAnotherOrderUnderTheSameKey() {
    // Given
    post(key, anOrderOf(mary));

    // When
    MvcTestResult other = post(key, anOrderOf(mary).replace("\"US\"", "\"MX\""));

    // Then
    assertProblem(other, HttpStatus.UNPROCESSABLE_CONTENT, "idempotency-key-reused");
    assertThat(ordersOf(mary)).isEqualTo(1);
  }

  @Test
  void keepsTheKeysOfUsersApart() {
    // Given
    String john = "john-" + UUID.randomUUID();

    // Then
    assertThat(idIn(post(key, anOrderOf(mary)))).isNotEqualTo(idIn(post(key, anOrderOf(john))));
  }

  @Test
  void placesOneOrderForDuplicatesAtTheSameTime() throws Exception {
    // Given
    Callable<MvcTestResult> request = () -> post(key, anOrderOf(mary));

    // When
    Set<List<String>> answers;
    try (ExecutorService clients = Executors.newFixedThreadPool(20)) {
      answers =
          clients.invokeAll(Collections.nCopies(20, request)).stream()
              .map(Future::resultNow)
              .map(PlaceOrderIT::answerIn)
              .collect(Collectors.toSet());
    }

    // Then
    assertThat(answers).hasSize(1);
    assertThat(answers.iterator().next()).startsWith("202");
    assertThat(ordersOf(mary)).isEqualTo(1);
  }

  /** All of an answer that a client sees. */
  private static List<String> answerIn(MvcTestResult answer) {
    var response = answer.getResponse();
    return List.of(
        Integer.toString(response.getStatus()),
        response.getHeader("Location"),
        new String(response.getContentAsByteArray(), StandardCharsets.UTF_8));
  }
}
