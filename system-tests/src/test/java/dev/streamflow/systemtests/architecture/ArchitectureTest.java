package dev.streamflow.systemtests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules, on the classes of all modules without those of their tests. */
class ArchitectureTest {
  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

  @TempDir private static Path violations;

  private static JavaClasses classes;

  static List<Rule> rules() {
    return Stream.of(ServiceRules.ALL, EngineRules.ALL, ModuleRules.ALL)
        .flatMap(List::stream)
        .toList();
  }

  @BeforeAll
  static void readClasses() throws IOException {
    List<Path> folders = new ArrayList<>(foldersOfOurClasses());
    compileViolations(folders);
    folders.add(violations);
    classes = new ClassFileImporter().importPaths(folders);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void isKept(Rule rule) {
    rule.check().check(withoutViolatorsOf(rules()));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void noticesAViolation(Rule rule) {
    // Given
    List<Rule> others = rules().stream().filter(other -> !other.equals(rule)).toList();

    // Then
    assertThat(rule.check().evaluate(withoutViolatorsOf(others)).getFailureReport().getDetails())
        .isNotEmpty()
        .allSatisfy(detail -> assertThat(detail).contains(rule.violatorsName()));
  }

  private static JavaClasses withoutViolatorsOf(List<Rule> rules) {
    List<String> violators = rules.stream().map(Rule::violatorsName).toList();
    return classes.that(
        DescribedPredicate.describe(
            "are no violators", each -> !violators.contains(each.getName())));
  }

  private static List<Path> foldersOfOurClasses() throws IOException {
    try (Stream<Path> modules = Files.list(REPOSITORY)) {
      return modules
          .map(module -> module.resolve("target").resolve("classes"))
          .filter(Files::isDirectory)
          .toList();
    }
  }

  private static void compileViolations(List<Path> classPath) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-d", violations.toString(), "-cp"));
    arguments.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    for (Rule rule : rules()) {
      Path source = violations.resolve(rule.violatorsName() + ".java");
      arguments.add(Files.writeString(source, rule.violatorsSource()).toString());
    }
    int failures =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(failures).isZero();
  }
}
