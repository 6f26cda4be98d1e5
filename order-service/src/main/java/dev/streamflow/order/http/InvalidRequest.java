package dev.streamflow.order.http;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The request breaks the rules; nothing was done. */
final class InvalidRequest extends RuntimeException {

  /** What is wrong with one field. */
  record Fault(
      @Schema(description = "The field, or the header.", example = "lines[0].quantity")
          String field,
      @Schema(description = "What it should be.", example = "must be from 1 to 1000")
          String message) {}

  private final transient List<Fault> faults;

  InvalidRequest(List<Fault> faults) {
    super(faults.toString());
    this.faults = List.copyOf(faults);
  }

  List<Fault> faults() {
    return faults;
  }
}
