package dev.streamflow.systemtests.cli;

import dev.streamflow.systemtests.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which dead letters are decided on, and by whom. */
final class DlqChoice {
  @Parameters(paramLabel = "ID", arity = "0..*", description = "Letters, by their ids.")
  private @Nullable List<UUID> ids;

  @Mixin private DlqTraits traits = new DlqTraits();

  @Option(names = "--all", description = "All letters that nobody has decided on.")
  private boolean all;

  @Mixin private DlqSignature signature = new DlqSignature();

  /**
   * As the control room takes it.
   *
   * @throws Problem if it is not clear which letters are meant
   */
  Map<String, Object> given() {
    Map<String, Object> given = new HashMap<>(traits.given());
    if (ids != null) {
      given.put("ids", ids);
    }
    if (all) {
      given.put("all", true);
    }
    if (given.isEmpty() || (given.size() > 1 && (all || ids != null))) {
      throw new Problem(
          "which letters?",
          "name them by ID, or by what they have in common (--service, --cause, --topic), or"
              + " --all");
    }
    given.putAll(signature.given());
    return given;
  }
}
