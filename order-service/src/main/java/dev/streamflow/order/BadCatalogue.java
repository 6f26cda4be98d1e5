package dev.streamflow.order;

import java.io.IOException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The catalogue's file cannot be trusted. */
final class BadCatalogue extends RuntimeException {

  BadCatalogue(String file, String fault) {
    super("The catalogue (" + file + ") " + fault);
  }

  BadCatalogue(String file, long product, String fault) {
    this(file, "cannot be used: product " + product + " " + fault);
  }

  BadCatalogue(String file, IOException cause) {
    super("The catalogue (" + file + ") cannot be read: " + cause.getMessage(), cause);
  }

  /** Says at start-up what to do, instead of a stack trace. */
  static final class Analyzer extends AbstractFailureAnalyzer<BadCatalogue> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, BadCatalogue cause) {
      return new FailureAnalysis(
          cause.getMessage(),
          "Set orders.catalogue to a gzipped CSV file with the columns "
              + String.join(", ", CatalogueFile.COLUMNS)
              + "; prices are whole cents.",
          cause);
    }
  }
}
