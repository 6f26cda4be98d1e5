package dev.streamflow.systemtests.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClass.Predicates;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/**
 * A rule of our architecture, and a class that breaks it.
 *
 * @param sentence what it says
 * @param violator the class's name below {@code dev.streamflow}
 * @param member what the class consists of
 */
record Rule(String sentence, ArchRule check, String violator, String member) {
  private static final String ROOT = "dev.streamflow.";
  private static final List<String> SERVICES =
      List.of("order", "inventory", "payment", "shipping", "notification");

  /** Classes in packages of ours; {@code ..} at the end takes those below, too. */
  static DescribedPredicate<JavaClass> in(String... packages) {
    return Predicates.resideInAnyPackage(
        Stream.of(packages).map(ROOT::concat).toArray(String[]::new));
  }

  /** Classes of all services; the argument is what follows a service's own package. */
  static DescribedPredicate<JavaClass> inServices(String below) {
    return in(SERVICES.stream().map(service -> service + below).toArray(String[]::new));
  }

  String violatorsName() {
    return ROOT + violator;
  }

  String violatorsSource() {
    int dot = violatorsName().lastIndexOf('.');
    return "package %s; class %s { %s }"
        .formatted(violatorsName().substring(0, dot), violatorsName().substring(dot + 1), member);
  }

  @Override
  public String toString() {
    return sentence;
  }
}
