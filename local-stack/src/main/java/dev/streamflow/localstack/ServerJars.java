package dev.streamflow.localstack;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The jars of a server that runs in a JVM, and an archive of the classes that the JVM has loaded
 * from them: it writes the archive when it ends for the first time, and starts faster from then on.
 *
 * @param name the server's, for its archive
 * @param folder for the archive
 * @param jars in the order of the class path
 */
record ServerJars(String name, Path folder, List<Path> jars) {

  /** The JVM's arguments for class path and archive. */
  List<String> arguments() throws IOException {
    return List.of(
        "-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive(), "-cp", classPath());
  }

  private String classPath() {
    return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /**
   * An archive fits the very jars it was made from, and is not renewed by itself when they change.
   */
  private Path archive() throws IOException {
    StringBuilder state = new StringBuilder();
    for (Path jar : jars) {
      state.append(jar).append(Files.getLastModifiedTime(jar));
    }
    String current = name + "-" + Integer.toHexString(state.toString().hashCode()) + ".jsa";
    removeOutdated(current);
    return folder.resolve(current);
  }

  /** A JVM that still uses one of them keeps it. That one cannot be removed is no harm. */
  private void removeOutdated(String current) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, name + "-*.jsa")) {
      for (Path each : found) {
        if (!each.endsWith(current)) {
          each.toFile().delete();
        }
      }
    }
  }
}
