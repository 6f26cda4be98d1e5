package dev.streamflow.order.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.order.RunningOrders;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

class ApiDescriptionIT extends RunningOrders {

  @Test
  void describesRequestsAndProblemsAsTheyAre() {
    assertThat(http.get().uri("/v3/api-docs"))
        .hasStatusOk()
        .bodyJson()
        .hasPath("$.components.schemas.OrderRequest.properties.user_id")
        .hasPath("$.components.schemas.OrderResource.properties.cancellation_reason")
        .hasPath("$.components.schemas.Problem.properties.errors")
        .hasPath("$.components.schemas.OrderResource.properties.waiting_for")
        .hasPath("$.components.schemas.Waiting.properties.service")
        .hasPath("$.paths['/orders/pending'].get.parameters[0].schema.example")
        .hasPath("$.components.responses.InvalidRequest")
        .hasPath("$.paths['/orders'].post.responses['202'].headers.Location")
        .hasPathSatisfying(
            "$.paths['/orders'].post.responses['422']['$ref']",
            reference ->
                assertThat(reference).isEqualTo("#/components/responses/IdempotencyKeyReused"))
        .hasPath("$.paths['/orders/{id}/cancel'].post.responses['409']");
  }

  @Test
  void servesAPageToTryItOn() {
    assertThat(http.get().uri("/swagger-ui.html")).hasStatus(HttpStatus.FOUND);
    assertThat(http.get().uri("/swagger-ui/index.html")).hasStatusOk();
  }
}
