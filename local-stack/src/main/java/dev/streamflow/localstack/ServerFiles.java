package dev.streamflow.localstack;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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

  ServerJars kafka() {
    return new ServerJars("kafka", root, list("kafka", "*.jar"));
  }

  /** Quarkus has changed some of the classes that come later; they must be found first. */
  ServerJars registry() {
    List<Path> jars = new ArrayList<>();
    jars.addAll(list("registry/quarkus", "transformed-bytecode.jar"));
    jars.addAll(list("registry/quarkus", "generated-bytecode.jar"));
    jars.addAll(list("registry/app", "*.jar"));
    jars.addAll(list("registry/lib/boot", "*.jar"));
    jars.addAll(list("registry/lib/main", "*.jar"));
    return new ServerJars("registry", root, jars);
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
