package dev.streamflow.controlroom.deadletters;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/dead-letters", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "dead letters", description = "What the services gave up on")
class DeadLettersController {

  private final DeadLetterDesk desk;

  DeadLettersController(DeadLetterDesk desk) {
    this.desk = desk;
  }

  @Operation(
      summary = "What nobody has decided on",
      description = "By service, cause and topic. A service that cannot be asked is named.")
  @ApiResponse(responseCode = "200", description = "The groups; none if all is well")
  @GetMapping("/groups")
  LetterGroups groups() {
    return desk.groups();
  }

  @Operation(summary = "The letters of a group", description = "The oldest first, 1,000 at most.")
  @ApiResponse(responseCode = "200", description = "The letters")
  @ApiResponse(responseCode = "400", ref = ApiDescription.REFUSED)
  @ApiResponse(responseCode = "502", ref = ApiDescription.UNREACHABLE)
  @GetMapping
  List<Letter.Entry> letters(
      @RequestParam String service,
      @Parameter(description = "The class of the failure") @RequestParam String cause,
      @RequestParam String topic,
      @Parameter(description = "Only letters behind this one") @RequestParam(required = false)
          @Nullable UUID after) {
    return desk.letters(service, cause, topic, after);
  }

  @Operation(
      summary = "One letter",
      description = "Its event as JSON where it can be read, its bytes, cause and history.")
  @ApiResponse(responseCode = "200", description = "The letter")
  @ApiResponse(responseCode = "404", ref = ApiDescription.NOT_FOUND)
  @ApiResponse(responseCode = "502", ref = ApiDescription.UNREACHABLE)
  @GetMapping("/{id}")
  Letter letter(@PathVariable UUID id) {
    return desk.find(id);
  }

  @Operation(
      summary = "Try letters again",
      description =
          """
          As they are, and only in the service that gave them up. Each goes before what is parked \
          of its key. A letter that somebody has decided on is left alone, so that a repetition \
          does nothing twice; one that fails again is open again.\
          """)
  @ApiResponse(responseCode = "200", description = "How many")
  @ApiResponse(responseCode = "400", ref = ApiDescription.REFUSED)
  @ApiResponse(responseCode = "404", ref = ApiDescription.NOT_FOUND)
  @ApiResponse(responseCode = "502", ref = ApiDescription.UNREACHABLE)
  @PostMapping("/redrive")
  Outcome redrive(@RequestBody @Valid Decision decision) {
    return desk.act("redrive", decision);
  }

  @Operation(summary = "Decide that letters are never tried again")
  @ApiResponse(responseCode = "200", description = "How many")
  @ApiResponse(responseCode = "400", ref = ApiDescription.REFUSED)
  @ApiResponse(responseCode = "404", ref = ApiDescription.NOT_FOUND)
  @ApiResponse(responseCode = "502", ref = ApiDescription.UNREACHABLE)
  @PostMapping("/discard")
  Outcome discard(@RequestBody @Valid Decision decision) {
    return desk.act("discard", decision);
  }

  @Operation(
      summary = "Try another event in a letter's place",
      description =
          """
          The event has to fit its schema and all rules that hold for a record of the letter's \
          topic. What the letter was before is kept with the act.\
          """)
  @ApiResponse(responseCode = "200", description = "1, or 0 if the letter was decided on before")
  @ApiResponse(responseCode = "400", ref = ApiDescription.REFUSED)
  @ApiResponse(responseCode = "404", ref = ApiDescription.NOT_FOUND)
  @ApiResponse(responseCode = "502", ref = ApiDescription.UNREACHABLE)
  @PostMapping("/{id}/edit")
  Outcome edit(@PathVariable UUID id, @RequestBody @Valid Correction correction) {
    return desk.edit(id, correction);
  }
}
