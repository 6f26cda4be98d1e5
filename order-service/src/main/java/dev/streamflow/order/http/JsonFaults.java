package dev.streamflow.order.http;

import dev.streamflow.order.http.InvalidRequest.Fault;
import java.util.List;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** What is wrong with a body that could not be read, in words for the one who wrote it. */
final class JsonFaults {

  private static final String WHOLE_BODY = "";

  private JsonFaults() {}

  static List<Fault> of(HttpMessageNotReadableException unreadable) {
    return List.of(
        switch (unreadable.getCause()) {
          case UnrecognizedPropertyException unknown -> new Fault(path(unknown), "is not known");
          case StreamReadException malformed ->
              new Fault(path(malformed), "cannot be read: " + malformed.getOriginalMessage());
          case StreamConstraintsException tooMuch ->
              new Fault(path(tooMuch), "has a number or a name that is too long, or is too deep");
          case MismatchedInputException mismatch ->
              new Fault(path(mismatch), "must be " + expected(mismatch.getTargetType()));
          case null, default -> new Fault(WHOLE_BODY, "must be a JSON object");
        });
  }

  /** Such as {@code lines[0].quantity}. */
  private static String path(JacksonException fault) {
    StringBuilder path = new StringBuilder();
    for (Reference reference : fault.getPath()) {
      if (reference.getPropertyName() == null) {
        path.append('[').append(reference.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
      }
    }
    return path.toString();
  }

  private static String expected(Class<?> type) {
    if (type == Integer.class) {
      return "a whole number";
    }
    if (type == String.class) {
      return "a string";
    }
    return List.class.isAssignableFrom(type) ? "an array" : "an object";
  }
}
