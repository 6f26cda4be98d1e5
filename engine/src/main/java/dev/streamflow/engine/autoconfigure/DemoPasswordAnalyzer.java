package dev.streamflow.engine.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to do instead of a stack trace. */
final class DemoPasswordAnalyzer extends AbstractFailureAnalyzer<DemoPasswordRefused> {

  @Override
  protected @Nullable FailureAnalysis analyze(Throwable root, DemoPasswordRefused cause) {
    return new FailureAnalysis(
        cause.getMessage(),
        "Set passwords of your own. If this is a demonstration that nobody else can reach, set "
            + DemoPasswords.PERMISSION
            + "=true (STREAMFLOW_DEMO in the environment).",
        cause);
  }
}
