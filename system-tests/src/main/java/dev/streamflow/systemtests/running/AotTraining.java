package dev.streamflow.systemtests.running;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.loader.launch.PropertiesLauncher;

/**
 * Makes the AOT cache; the build runs it. One service rehearses its start, with the profile that
 * needs no servers. Its own classes are kept from the cache by a class loader of their own: they
 * change too often.
 */
final class AotTraining {
  private static final Program TRAINED = Program.ofProcess("payment-service");

  private final Path repository;
  private final AotCache cache;
  private final List<Path> libraries;

  private AotTraining(Path repository) {
    this.repository = repository;
    this.cache = AotCache.in(repository);
    this.libraries = commonLibraries(repository);
  }

  /**
   * Trains if there is no cache that fits.
   *
   * @param arguments the repository
   */
  public static void main(String[] arguments) throws Exception {
    AotTraining training = new AotTraining(Path.of(arguments[0]).toAbsolutePath().normalize());
    if (!training.isUpToDate()) {
      training.run();
    }
  }

  /** Jars in a local Maven repository; those of our own modules are in their target folders. */
  private static List<Path> commonLibraries(Path repository) {
    List<Path> libraries = new ArrayList<>(TRAINED.built(repository).classPath());
    libraries.removeIf(jar -> jar.getParent().endsWith("target"));
    services().forEach(service -> libraries.retainAll(service.built(repository).classPath()));
    return libraries;
  }

  private static Stream<Program> services() {
    return Program.ALL.stream().filter(Program::isService);
  }

  private boolean isUpToDate() throws IOException, InterruptedException {
    return cache.libraries().equals(libraries)
        && java(List.of("-XX:AOTMode=on", "-XX:AOTCache=" + cache.file()), List.of("-version"));
  }

  private void run() throws IOException, InterruptedException {
    Files.createDirectories(cache.folder());
    Files.deleteIfExists(cache.file());
    Files.copy(springBootLoader(), cache.launcher(), StandardCopyOption.REPLACE_EXISTING);
    Files.write(cache.list(), libraries.stream().map(Path::toString).toList());
    boolean isTrained =
        java(
            List.of(
                "-XX:AOTCacheOutput=" + cache.file(),
                "-Dspring.profiles.active=training",
                "-Dspring.context.exit=onRefresh",
                "-Dloader.path=" + notInTheCache(),
                "-Dloader.main=" + AotRehearsal.class.getName()),
            List.of(PropertiesLauncher.class.getName(), TRAINED.built(repository).mainClass()));
    if (!isTrained) {
      Files.deleteIfExists(cache.file());
      System.err.println("No AOT cache, programs start without: see " + log());
    }
  }

  /** The launcher takes jars by their names, and folders. */
  private String notInTheCache() {
    List<String> others = new ArrayList<>();
    for (Path each : TRAINED.built(repository).classPath()) {
      if (!libraries.contains(each) && each.toString().endsWith(".jar")) {
        others.add(each.toString());
      }
    }
    for (String module : List.of(TRAINED.name(), "system-tests")) {
      others.add(repository.resolve(module).resolve("target").resolve("classes") + "/");
    }
    return String.join(",", others);
  }

  private static Path springBootLoader() {
    return Path.of(
        PropertiesLauncher.class.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  /** Runs a JVM as programs are run, on the class path of the cache; whether it went well. */
  private boolean java(List<String> options, List<String> main)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Program.JVM_OPTIONS);
    command.addAll(options);
    command.addAll(List.of("-cp", AotCache.join(cache.prefix(libraries))));
    command.addAll(main);
    ProcessBuilder java = new ProcessBuilder(command);
    java.environment().clear();
    return java.redirectErrorStream(true).redirectOutput(log().toFile()).start().waitFor() == 0;
  }

  private Path log() {
    return cache.folder().resolve("training.log");
  }
}
