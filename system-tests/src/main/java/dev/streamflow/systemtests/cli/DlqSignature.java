package dev.streamflow.systemtests.cli;

import java.util.Map;
import picocli.CommandLine.Option;

/** Who decides on dead letters, and why: it is kept with them. */
final class DlqSignature {
  @Option(names = "--as", paramLabel = "NAME", required = true, description = "Who you are.")
  private String by = "";

  @Option(names = "--why", paramLabel = "REASON", required = true, description = "Why you do it.")
  private String reason = "";

  @Option(names = "--dry-run", description = "Changes nothing, and says what would happen.")
  private boolean dryRun;

  /** As the control room takes it. */
  Map<String, Object> given() {
    return Map.of("by", by, "reason", reason, "dry_run", dryRun);
  }
}
