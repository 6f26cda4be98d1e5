package dev.streamflow.systemtests.cli;

import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "show",
    description = "Shows a dead letter: its event, why it failed, and what was done with it.",
    footer = "%nThe event is JSON if it can be read, else the bytes of its value in hex.",
    mixinStandardHelpOptions = true)
final class DlqShowCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", description = "The letter's id, as list --letters shows it.")
  private UUID id = new UUID(0, 0);

  @Mixin private DockerOption docker = new DockerOption();

  private final Console console = Console.STANDARD;

  @Override
  public Integer call() throws InterruptedException {
    JsonNode letter = docker.attach().deadLetterDesk().letter(id);
    facts(letter);
    console.line("");
    console.line("cause");
    indented(letter.required("message").asString());
    console.line("");
    console.line("headers");
    letter.required("headers").forEach(header -> indented(header.asString()));
    console.line("");
    value(letter);
    history(letter.required("acts"));
    return Streamflow.OK;
  }

  private void facts(JsonNode letter) {
    Table table = new Table();
    table.row("service", letter.required("service").asString());
    table.row(
        "record",
        "%s, partition %d, offset %d"
            .formatted(
                letter.required("topic").asString(),
                letter.required("partition").asInt(),
                letter.required("offset").asLong()));
    table.row("key", letter.required("key").asString("none"));
    table.row("given up", letter.required("given_up_at").asString());
    table.row("attempts", letter.required("attempts").asInt());
    table.row("decided", letter.required("resolution").asString("not yet"));
    table.lines().forEach(console::line);
  }

  private void value(JsonNode letter) {
    JsonNode event = letter.required("event");
    console.line(event.isNull() ? "value (cannot be read)" : "event");
    indented(
        event.isNull() ? letter.required("value_hex").asString("none") : event.toPrettyString());
  }

  private void history(JsonNode acts) {
    if (acts.isEmpty()) {
      return;
    }
    console.line("");
    Table table = new Table().row("when", "who", "what", "why", "instead of");
    for (JsonNode act : acts) {
      table.row(
          act.required("at").asString(),
          act.required("by").asString(),
          act.required("act").asString(),
          act.required("reason").asString(),
          act.required("replaced_hex").asString(""));
    }
    table.lines().forEach(console::line);
  }

  private void indented(String text) {
    text.lines().forEach(line -> console.line("  " + line));
  }
}
