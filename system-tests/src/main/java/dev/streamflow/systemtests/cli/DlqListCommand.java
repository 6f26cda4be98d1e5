package dev.streamflow.systemtests.cli;

import dev.streamflow.systemtests.running.DeadLetterDesk;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
    name = "list",
    description = "Lists the dead letters that nobody has decided on, in groups.",
    footer = "%nA redriven letter that fails again is listed again.",
    mixinStandardHelpOptions = true)
final class DlqListCommand implements Callable<Integer> {
  private static final char CAUSED_BY = '←';

  @Mixin private DlqTraits traits = new DlqTraits();

  @Option(names = "--letters", description = "Each letter, 1,000 of a group at most.")
  private boolean eachLetter;

  @Mixin private DockerOption docker = new DockerOption();

  private final Console console = Console.STANDARD;

  @Override
  public Integer call() throws InterruptedException {
    DeadLetterDesk desk = docker.attach().deadLetterDesk();
    JsonNode found = desk.groups();
    List<JsonNode> groups = found.required("groups").valueStream().filter(traits::concern).toList();
    if (groups.isEmpty()) {
      console.line("no dead letters");
    } else {
      Table table = eachLetter ? letters(desk, groups) : table(groups);
      table.lines().forEach(console::line);
      console.line("");
      console.line(
          eachLetter ? "next: ./streamflow dlq show ID" : "next: ./streamflow dlq list --letters");
    }
    return allAnswered(found.required("unreachable")) ? Streamflow.OK : Streamflow.FAILED;
  }

  private boolean allAnswered(JsonNode unreachable) {
    unreachable.valueStream().forEach(name -> console.line(name.asString() + " does not answer"));
    return unreachable.isEmpty();
  }

  private static Table table(List<JsonNode> groups) {
    Table table = new Table().row("service", "cause", "topic", "letters", "oldest", "youngest");
    for (JsonNode group : groups) {
      table.row(
          group.required("service").asString(),
          simpleName(group.required("cause").asString()),
          group.required("topic").asString(),
          String.format(Locale.ROOT, "%,d", group.required("count").asLong()),
          age(group.required("since")),
          age(group.required("until")));
    }
    return table;
  }

  private static Table letters(DeadLetterDesk desk, List<JsonNode> groups)
      throws InterruptedException {
    Table table = new Table().row("id", "service", "topic", "offset", "key", "attempts", "cause");
    for (JsonNode group : groups) {
      String service = group.required("service").asString();
      String topic = group.required("topic").asString();
      for (JsonNode letter : desk.letters(service, group.required("cause").asString(), topic)) {
        table.row(
            letter.required("id").asString(),
            service,
            topic,
            letter.required("partition").asInt() + "/" + letter.required("offset").asLong(),
            letter.required("key").asString(""),
            letter.required("attempts").asInt(),
            rootCause(letter.required("message").asString()));
      }
    }
    return table;
  }

  private static String simpleName(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }

  /** A message is followed by those of its causes. */
  private static String rootCause(String message) {
    String root = message.substring(message.lastIndexOf(CAUSED_BY) + 1);
    return root.lines().findFirst().orElse("").strip();
  }

  private static String age(JsonNode since) {
    Duration age = Duration.between(Instant.parse(since.asString()), Instant.now());
    return Duration.ofSeconds(age.toSeconds()).toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
