package dev.streamflow.systemtests.running;

import dev.streamflow.systemtests.Problem;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;

/**
 * A program as the build left it.
 *
 * @param jar with all its libraries inside
 */
record BuiltProgram(Path jar) {

  /** Its libraries one by one, in Maven's order, then its own classes. */
  List<Path> classPath() {
    try {
      List<Path> classPath = new ArrayList<>();
      String libraries = Files.readString(jar.resolveSibling("class-path.txt"));
      Arrays.stream(libraries.split(File.pathSeparator)).map(Path::of).forEach(classPath::add);
      classPath.add(withoutLibraries());
      return classPath;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** What Maven had packed before Spring Boot put the libraries in. */
  private Path withoutLibraries() {
    return jar.resolveSibling(jar.getFileName() + ".original");
  }

  String mainClass() {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.getManifest().getMainAttributes().getValue("Start-Class");
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private Problem unreadable(IOException cause) {
    return new Problem(
        jar + " or what belongs to it cannot be read: " + cause.getMessage(),
        "build it: mvn -DskipTests package");
  }
}
