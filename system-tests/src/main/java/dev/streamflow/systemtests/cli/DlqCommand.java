package dev.streamflow.systemtests.cli;

import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

@Command(
    name = "dlq",
    description = "Shows what the services gave up on, and decides what becomes of it.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DlqListCommand.class,
      DlqShowCommand.class,
      DlqRedriveCommand.class,
      DlqEditCommand.class,
      DlqDiscardCommand.class
    },
    footer = {
      "%nFor example:",
      "  ./streamflow dlq list",
      "  ./streamflow dlq redrive --all --as anna --why 'mended' --dry-run"
    },
    mixinStandardHelpOptions = true)
final class DlqCommand {

  /** Says how many letters an act has changed. */
  static void report(Console console, String done, JsonNode outcome) {
    boolean isDry = outcome.required("dry_run").asBoolean();
    int letters = outcome.required("letters").asInt();
    console.line(
        "%s%s %,d letter%s", isDry ? "would have " : "", done, letters, letters == 1 ? "" : "s");
    outcome
        .required("by_service")
        .properties()
        .forEach(each -> console.line("  %s  %,d", each.getKey(), each.getValue().asInt()));
  }
}
