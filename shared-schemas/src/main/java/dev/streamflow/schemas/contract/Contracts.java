package dev.streamflow.schemas.contract;

import dev.streamflow.schemas.TopicCatalogue;
import dev.streamflow.schemas.TrustedEvents;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** The contracts of today, as the generated classes carry them. */
final class Contracts {

  private static final String SUFFIX = ".class";

  private Contracts() {}

  /** All records by their simple name, from the folder of compiled classes. */
  static SequencedMap<String, Schema> load() {
    SequencedMap<String, Schema> contracts = new TreeMap<>();
    try (Stream<Path> classes = Files.list(folder())) {
      classes
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX) && !name.contains("$"))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .filter(Contracts::isRecord)
          .forEach(name -> contracts.put(name, TrustedEvents.schemaOf(fullName(name))));
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("the compiled contracts cannot be listed", e);
    }
    return contracts;
  }

  private static Path folder() throws URISyntaxException {
    Path classes =
        Path.of(TopicCatalogue.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return classes.resolve(TopicCatalogue.EVENT_NAMESPACE.replace('.', '/'));
  }

  private static boolean isRecord(String name) {
    try {
      return SpecificRecord.class.isAssignableFrom(Class.forName(fullName(name)));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String fullName(String name) {
    return TopicCatalogue.EVENT_NAMESPACE + "." + name;
  }
}
