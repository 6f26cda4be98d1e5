package dev.streamflow.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.localstack.LocalStack;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The service on the real servers, started once for all tests. Each test has users of its own. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureMockMvc
public abstract class RunningOrders {

  protected static final LocalStack STACK = LocalStack.shared();

  protected static final String BERRY_JUICE = "90748583674";
  protected static final String MANGO_DRINK = "96516502499";

  protected final String mary = "mary-" + UUID.randomUUID();

  @Autowired protected MockMvcTester http;
  @Autowired protected JdbcClient jdbc;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    STACK.settingsOf("order-service").forEach((name, value) -> registry.add(name, () -> value));
  }

  /** Two bottles of berry juice, one of mango drink: 2 × 285 + 74 cents. */
  protected static String anOrderOf(String user) {
    return """
    {
      "user_id": "%s",
      "country": "US",
      "lines": [{"sku": "%s", "quantity": 2}, {"sku": "%s", "quantity": 1}]
    }
    """
        .formatted(user, BERRY_JUICE, MANGO_DRINK);
  }

  protected MvcTestResult post(String key, String body) {
    return http.post()
        .uri("/orders")
        .header("Idempotency-Key", key)
        .contentType(MediaType.APPLICATION_JSON)
        .content(body)
        .exchange();
  }

  protected MvcTestResult get(UUID orderId) {
    return http.get().uri("/orders/{id}", orderId).exchange();
  }

  protected MvcTestResult cancel(UUID orderId) {
    return http.post().uri("/orders/{id}/cancel", orderId).exchange();
  }

  /** A pending order of Mary's. */
  protected UUID place() {
    MvcTestResult answer = post(UUID.randomUUID().toString(), anOrderOf(mary));
    assertThat(answer).hasStatus(HttpStatus.ACCEPTED);
    return idIn(answer);
  }

  protected static UUID idIn(MvcTestResult answer) {
    String location = answer.getResponse().getHeader("Location");
    assertThat(location).startsWith("/orders/");
    return UUID.fromString(location.substring("/orders/".length()));
  }

  protected long ordersOf(String user) {
    return jdbc.sql("SELECT count(*) FROM orders WHERE user_id = ?")
        .param(user)
        .query(Long.class)
        .single();
  }

  protected static void assertProblem(MvcTestResult answer, HttpStatus status, String type) {
    assertThat(answer)
        .hasStatus(status)
        .hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
        .bodyJson()
        .extractingPath("$.type")
        .isEqualTo("urn:streamflow:problem:" + type);
  }
}
