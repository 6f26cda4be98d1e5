package dev.streamflow.schemas.contract;

import dev.streamflow.schemas.contract.Break.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;

/**
 * The released versions of the contracts: {@code <topic>/<record>/<n>.avsc}, from 1 on without
 * gaps. A file is never changed once it is there.
 */
final class ReleasedHistory {

  private static final SchemaFormatter PRETTY = SchemaFormatter.getInstance("json/pretty");

  private final Path folder;

  ReleasedHistory(Path folder) {
    this.folder = folder;
  }

  /** All that was ever released, oldest version first; records as places without a field. */
  SequencedMap<Place, List<Schema>> versions() {
    SequencedMap<Place, List<Schema>> versions =
        new TreeMap<>(Comparator.comparing(Place::toString));
    for (Path topic : foldersIn(folder)) {
      for (Path record : foldersIn(topic)) {
        versions.put(
            Place.record(topic.getFileName().toString(), record.getFileName().toString()),
            versionsIn(record));
      }
    }
    return versions;
  }

  /** Writes the next version of a record and says where. */
  Path release(Place record, Schema schema) {
    Path ofRecord = folder.resolve(record.topic()).resolve(record.record());
    try {
      Files.createDirectories(ofRecord);
      Path file = file(ofRecord, versionsIn(ofRecord).size() + 1);
      return Files.writeString(file, PRETTY.format(schema) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Schema> versionsIn(Path record) {
    List<Schema> versions = new ArrayList<>();
    while (Files.exists(file(record, versions.size() + 1))) {
      versions.add(read(file(record, versions.size() + 1)));
    }
    if (versions.size() != children(record).size()) {
      throw new IllegalStateException(
          "%s must hold 1.avsc, 2.avsc and so on, without gaps and nothing else".formatted(record));
    }
    return versions;
  }

  private static Schema read(Path file) {
    try {
      return new Schema.Parser().parse(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path file(Path record, int version) {
    return record.resolve(version + ".avsc");
  }

  private static List<Path> foldersIn(Path folder) {
    return children(folder).stream().filter(Files::isDirectory).toList();
  }

  private static List<Path> children(Path folder) {
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
