package dev.streamflow.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

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

  /** A class path of everything that Kafka's server needs. */
  String kafkaClassPath() {
    return existing("kafka") + "/*";
  }

  Path registry() {
    return existing("registry");
  }

  Path redis() {
    return only("redis", "redis-server-*");
  }

  Path postgresArchive() {
    return only("postgres", "*.txz");
  }

  private Path existing(String name) {
    Path path = root.resolve(name);
    if (!Files.exists(path)) {
      throw missing(path.toString(), null);
    }
    return path;
  }

  private Path only(String folder, String pattern) {
    Path in = existing(folder);
    try (Stream<Path> files = Files.list(in)) {
      var matcher = in.getFileSystem().getPathMatcher("glob:" + pattern);
      return files
          .filter(file -> matcher.matches(file.getFileName()))
          .findFirst()
          .orElseThrow(() -> missing(in.resolve(pattern).toString(), null));
    } catch (IOException e) {
      throw missing(in.toString(), e);
    }
  }

  private static LocalStackException missing(
      String what, @org.jspecify.annotations.Nullable Exception cause) {
    return new LocalStackException(
        what + " is missing. Next step: mvn -pl local-stack -am clean package -DskipTests", cause);
  }
}
