package dev.streamflow.order.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.streamflow.order.http.InvalidRequest.Fault;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the OpenAPI document says besides the operations. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

  private static final String RESPONSES = "#/components/responses/";

  static final String INVALID = RESPONSES + "InvalidRequest";
  static final String NOT_FOUND = RESPONSES + "OrderNotFound";
  static final String ALREADY_CONFIRMED = RESPONSES + "OrderAlreadyConfirmed";
  static final String TOO_LARGE = RESPONSES + "BodyTooLarge";
  static final String NOT_JSON = RESPONSES + "NotJson";
  static final String KEY_REUSED = RESPONSES + "IdempotencyKeyReused";
  static final String UNAVAILABLE = RESPONSES + "Unavailable";

  @Bean
  OpenAPI openApi() {
    return new OpenAPI()
        .info(
            new Info()
                .title("STREAM-FLOW orders")
                .version("1")
                .description("Takes orders and decides their outcome."))
        .components(
            components()
                .addResponses("InvalidRequest", problem("The request breaks the rules"))
                .addResponses("OrderNotFound", problem("There is no such order"))
                .addResponses("OrderAlreadyConfirmed", problem("It is too late"))
                .addResponses("BodyTooLarge", problem("The body is too large"))
                .addResponses("NotJson", problem("The body is not application/json"))
                .addResponses("IdempotencyKeyReused", problem("The key belongs to another order"))
                .addResponses("Unavailable", problem("Try again with the same key")));
  }

  /** springdoc does not ask Spring's own mapper how properties are named. */
  @Bean
  ModelResolver snakeCase() {
    return new ModelResolver(
        Json.mapper().copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE));
  }

  private static Components components() {
    Components components = new Components();
    ModelConverters.getInstance().read(Problem.class).forEach(components::addSchemas);
    return components;
  }

  private static ApiResponse problem(String description) {
    return new ApiResponse()
        .description(description)
        .content(
            new Content()
                .addMediaType(
                    "application/problem+json",
                    new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"))));
  }

  /** A problem detail as {@link Problems} writes it. */
  private record Problem(
      URI type,
      String title,
      int status,
      @Nullable String detail,
      @Nullable String instance,
      @Nullable List<Fault> errors) {}
}
