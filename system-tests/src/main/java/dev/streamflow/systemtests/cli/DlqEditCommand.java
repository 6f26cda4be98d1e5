package dev.streamflow.systemtests.cli;

import dev.streamflow.systemtests.Problem;
import dev.streamflow.systemtests.running.DeadLetterDesk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Command(
    name = "edit",
    description = "Tries another event in a dead letter's place.",
    footer = {
      "%nWithout --file, $VISUAL or $EDITOR opens with the event as it is. It is checked against"
          + " its",
      "schema before anything is done. What the letter was before is kept."
    },
    mixinStandardHelpOptions = true)
final class DlqEditCommand implements Callable<Integer> {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  @Parameters(paramLabel = "ID", description = "The letter's id, as list --letters shows it.")
  private UUID id = new UUID(0, 0);

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "The event, in Avro's JSON encoding, as show has it.")
  private @Nullable Path file;

  @Option(
      names = "--type",
      paramLabel = "NAME",
      description = "Full name of the event's type, if the letter's headers do not say it.")
  private @Nullable String type;

  @Mixin private DlqSignature signature = new DlqSignature();

  @Mixin private DockerOption docker = new DockerOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    DeadLetterDesk desk = docker.attach().deadLetterDesk();
    Map<String, Object> correction = new HashMap<>(signature.given());
    correction.put("event", file == null ? edited(desk) : read(file));
    if (type != null) {
      correction.put("type", type);
    }
    DlqCommand.report(Console.STANDARD, "edited", desk.act(id + "/edit", correction));
    return Streamflow.OK;
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(Files.readString(file));
    } catch (IOException e) {
      throw new Problem(file + " cannot be read", "name another --file");
    } catch (JacksonException e) {
      throw new Problem(file + " is no JSON: " + e.getOriginalMessage(), "correct it");
    }
  }

  private JsonNode edited(DeadLetterDesk desk) throws IOException, InterruptedException {
    JsonNode event = desk.letter(id).required("event");
    if (event.isNull()) {
      throw new Problem(
          "the letter's value cannot be read", "write the event into a file and name it: --file");
    }
    Path draft = Files.createTempFile("event-", ".json");
    Files.writeString(draft, event.toPrettyString());
    open(draft);
    JsonNode edited = read(draft);
    if (edited.equals(event)) {
      throw new Problem("the event was not changed", "./streamflow dlq redrive tries it as it is");
    }
    Files.delete(draft);
    return edited;
  }

  private static void open(Path draft) throws IOException, InterruptedException {
    String editor =
        System.getenv().getOrDefault("VISUAL", System.getenv().getOrDefault("EDITOR", "vi"));
    int exitCode =
        new ProcessBuilder("sh", "-c", editor + " \"$1\"", "sh", draft.toString())
            .inheritIO()
            .start()
            .waitFor();
    if (exitCode != 0) {
      throw new Problem(
          editor + " has failed", "set EDITOR, or write " + draft + " and use --file");
    }
  }
}
