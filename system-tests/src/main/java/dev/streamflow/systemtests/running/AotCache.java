package dev.streamflow.systemtests.running;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Classes that the JVM keeps read and linked (JEP 483): those of the libraries that all services
 * have in common. They come first on every class path, so that one cache fits all services and
 * lasts until a library changes. The JVM itself sees whether it fits, and starts without it if not.
 *
 * @param folder with the cache and what belongs to it
 */
record AotCache(Path folder) {

  static AotCache in(Path repository) {
    return new AotCache(repository.resolve("system-tests").resolve("target").resolve("aot"));
  }

  /** The JVM's arguments for a class path: with the cache if all its libraries are there. */
  List<String> argumentsFor(Collection<Path> classPath) {
    List<Path> libraries = libraries();
    if (libraries.isEmpty() || !classPath.containsAll(libraries)) {
      return List.of("-cp", join(classPath));
    }
    Set<Path> librariesFirst = new LinkedHashSet<>(prefix(libraries));
    librariesFirst.addAll(classPath);
    return List.of("-XX:AOTCache=" + file(), "-cp", join(librariesFirst));
  }

  /** What a class path has to begin with. */
  List<Path> prefix(List<Path> libraries) {
    List<Path> prefix = new ArrayList<>(libraries);
    prefix.addFirst(launcher());
    return prefix;
  }

  /** The libraries that the cache was made of; none if there is no cache. */
  List<Path> libraries() {
    try {
      return Files.exists(file())
          ? Files.readAllLines(list()).stream().map(Path::of).toList()
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path file() {
    return folder.resolve("services.aot");
  }

  /** Names the libraries, one a line. */
  Path list() {
    return folder.resolve("libraries.txt");
  }

  /** Starts the training run, and is on every class path only because the JVM wants it there. */
  Path launcher() {
    return folder.resolve("launcher.jar");
  }

  static String join(Collection<Path> classPath) {
    return classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
