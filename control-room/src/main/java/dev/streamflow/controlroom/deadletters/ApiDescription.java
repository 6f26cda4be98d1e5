package dev.streamflow.controlroom.deadletters;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the OpenAPI document says besides the operations. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

  private static final String RESPONSES = "#/components/responses/";

  static final String REFUSED = RESPONSES + "Refused";
  static final String NOT_FOUND = RESPONSES + "NoSuchLetter";
  static final String UNREACHABLE = RESPONSES + "ServiceUnreachable";

  @Bean
  OpenAPI openApi() {
    return new OpenAPI()
        .info(
            new Info()
                .title("STREAM-FLOW control room")
                .version("1")
                .description("What the services gave up on, and what becomes of it."))
        .components(
            new Components()
                .addResponses("Refused", problem("Nothing was done; the detail says why"))
                .addResponses("NoSuchLetter", problem("No service has this letter"))
                .addResponses(
                    "ServiceUnreachable",
                    problem("A service could not be asked; repeat it, nothing is done twice")));
  }

  /** springdoc does not ask Spring's own mapper how properties are named. */
  @Bean
  ModelResolver snakeCase() {
    return new ModelResolver(
        Json.mapper().copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE));
  }

  private static ApiResponse problem(String description) {
    return new ApiResponse()
        .description(description)
        .content(new Content().addMediaType("application/problem+json", new MediaType()));
  }
}
