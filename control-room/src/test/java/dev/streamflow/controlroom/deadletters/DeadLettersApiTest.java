package dev.streamflow.controlroom.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What the API says without any service; system-tests has it with the real ones. */
@SpringBootTest(
    properties = {
      // The port of the discard protocol: nobody listens there.
      "control-room.services[0].name=payment-service",
      "control-room.services[0].address=http://127.0.0.1:9"
    })
@AutoConfigureMockMvc
class DeadLettersApiTest {
  private static final String ID = "01890a5d-ac96-774b-bcce-b302099a8057";

  @Autowired private MockMvcTester http;

  @Test
  void namesTheServicesThatDoNotAnswer() {
    assertThat(http.get().uri("/dead-letters/groups"))
        .hasStatusOk()
        .bodyJson()
        .isLenientlyEqualTo("{\"groups\": [], \"unreachable\": [\"payment-service\"]}");
  }

  @Test
  void doesNotSayThatALetterDoesNotExistIfAServiceDoesNotAnswer() {
    assertThat(http.get().uri("/dead-letters/" + ID))
        .hasStatus(HttpStatus.BAD_GATEWAY)
        .hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
        .bodyText()
        .contains("payment-service could not be asked");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "redrive | {\"by\":\"anna\",\"reason\":\"why\"}               | or say all",
        "redrive | {\"by\":\"anna\",\"reason\":\"why\",\"all\":true,\"topic\":\"t\"} | or say all",
        "redrive | {\"all\":true,\"reason\":\"why\"}                  | by must not be blank",
        "discard | {\"all\":true,\"by\":\"anna\",\"reason\":\" \"}    | reason must not be blank",
        "discard | {\"all\":true,\"by\":\"anna\",\"raeson\":\"why\"}  | no field 'raeson'",
        "discard | {\"ids\":[\"7\"],\"by\":\"anna\",\"reason\":\"why\"} | field 'ids'",
        "discard | no JSON                                            | the body is no JSON",
        "redrive | {\"service\":\"cook\",\"by\":\"anna\",\"reason\":\"why\"} | there is no service",
        "7/edit  | {\"event\":{},\"by\":\"anna\",\"reason\":\"why\"}  | id",
        "01890a5d-ac96-774b-bcce-b302099a8057/edit | {\"by\":\"anna\",\"reason\":\"why\"} | event",
      })
  void refusesWhatIsNotClear(String act, String body, String reason) {
    assertThat(
            http.post()
                .uri("/dead-letters/" + act)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body))
        .hasStatus(HttpStatus.BAD_REQUEST)
        .hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
        .bodyText()
        .contains(reason)
        .doesNotContain("dev.streamflow", "tools.jackson");
  }

  @Test
  void describesItself() {
    assertThat(http.get().uri("/v3/api-docs"))
        .hasStatusOk()
        .bodyJson()
        .hasPath("$.components.schemas.Decision.properties.dry_run")
        .hasPath("$.components.schemas.Letter.properties.value_hex")
        .hasPath("$.paths['/dead-letters/{id}/edit'].post.responses['400']");
  }
}
