package dev.streamflow.localstack;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The servers as the build put them below {@code local-stack/target/servers}.
 *
 * @param root that folder
 */
record ServerFiles(Path root) {

  /** Names the folder where it cannot be found by walking up from the working directory. */
  static final String PROPERTY = "streamflow.servers";

  private static final Path IN_PROJECT = Path.of("local-stack", "target", "servers");

  static ServerFiles find() {
    String set = System.getProperty(PROPERTY);
    if (set != null) {
      return new ServerFiles(Path.of(set).toAbsolutePath());
    }
    Path start = Path.of("").toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve(IN_PROJECT))) {
        return new ServerFiles(folder.resolve(IN_PROJECT));
      }
    }
    throw new LocalStackException(
        "No %s in or above %s. Next step: mvn -pl local-stack -am package -DskipTests"
            .formatted(IN_PROJECT, start));
  }

  /** A class path of all that Kafka's server needs. */
  String kafkaClassPath() {
    return list("kafka", "*.jar").stream()
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /**
   * Where Kafka's JVM keeps the classes it has loaded, to load them faster the next time. Such an
   * archive fits the very jars it was made from, and is not renewed by itself when they change.
   */
  Path kafkaClassArchive() throws IOException {
    StringBuilder jars = new StringBuilder();
    for (Path jar : list("kafka", "*.jar")) {
      jars.append(jar).append(Files.getLastModifiedTime(jar));
    }
    String name = "kafka-" + Integer.toHexString(jars.toString().hashCode()) + ".jsa";
    removeOutdated("kafka-*.jsa", name);
    return root.resolve(name);
  }

  /** A JVM that still uses one of them keeps it. That one cannot be removed is no harm. */
  private void removeOutdated(String pattern, String current) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(root, pattern)) {
      for (Path each : found) {
        if (!each.endsWith(current)) {
          each.toFile().delete();
        }
      }
    }
  }

  Path registry() {
    return list("registry", "quarkus-run.jar").getFirst();
  }

  Path redis() {
    return list("redis", "redis-server-*").getFirst();
  }

  Path postgresArchive() {
    return list("postgres", "*.txz").getFirst();
  }

  /** In the order of their names, so that a class path is the same every time. */
  private List<Path> list(String folder, String pattern) {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(root.resolve(folder), pattern)) {
      found.forEach(files::add);
    } catch (IOException e) {
      files.clear();
    }
    if (files.isEmpty()) {
      throw new LocalStackException(
          "%s/%s/%s is missing. Next step: mvn -pl local-stack -am clean package -DskipTests"
              .formatted(root, folder, pattern));
    }
    return files.stream().sorted().toList();
  }
}
