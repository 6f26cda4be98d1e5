package dev.streamflow.systemtests.running;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is special about one start of a program.
 *
 * @param jvmArguments such as {@code -Dname=value}
 * @param classPath jars and folders, before the program's own
 * @param settings Spring's property names and their values, in place of the usual ones
 */
public record LaunchOptions(
    List<String> jvmArguments, List<Path> classPath, Map<String, String> settings) {

  /** Nothing special. */
  public static final LaunchOptions USUAL = new LaunchOptions(List.of(), List.of(), Map.of());

  /**
   * For a long run under much load: with the optimizing compiler, which takes its time at first and
   * then halves the work, and with room for what is under way meanwhile.
   */
  public static final LaunchOptions FOR_MUCH_LOAD =
      USUAL.withJvmArgument("-XX:TieredStopAtLevel=4").withJvmArgument("-Xmx512m");

  public LaunchOptions {
    jvmArguments = List.copyOf(jvmArguments);
    classPath = List.copyOf(classPath);
    settings = Map.copyOf(settings);
  }

  /** With one more argument for the JVM. */
  public LaunchOptions withJvmArgument(String argument) {
    List<String> all = new ArrayList<>(jvmArguments);
    all.add(argument);
    return new LaunchOptions(all, classPath, settings);
  }

  /** With one more jar or folder. */
  public LaunchOptions withClassPath(Path entry) {
    List<Path> all = new ArrayList<>(classPath);
    all.add(entry.toAbsolutePath());
    return new LaunchOptions(jvmArguments, all, settings);
  }

  /** With one more setting. */
  public LaunchOptions withSetting(String property, String value) {
    Map<String, String> all = new HashMap<>(settings);
    all.put(property, value);
    return new LaunchOptions(jvmArguments, classPath, all);
  }
}
