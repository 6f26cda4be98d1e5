package dev.streamflow.systemtests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.streamflow.systemtests.architecture.Rule.in;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;

/** How the engine is built: what a simulation would have to control comes from outside. */
final class EngineRules {

  /** Hands over the real clock and randomness, and waits for servers before anything runs. */
  private static final DescribedPredicate<JavaClass> WIRING = in("engine.autoconfigure");

  /** Pauses between two pieces of work. */
  private static final DescribedPredicate<JavaClass> WORKERS = in("engine.worker");

  /** Asks in the background which nodes there are; nothing that is decided depends on it. */
  private static final DescribedPredicate<JavaClass> OBSERVER = simpleName("RedisClusterNodes");

  private EngineRules() {}

  static final List<Rule> ALL =
      List.of(
          new Rule(
              "the engine's root package shows nothing of its inside",
              noClasses().that(are(in("engine"))).should().dependOnClassesThat(in("engine.*..")),
              "engine.ShowsARow",
              "public dev.streamflow.engine.outbox.OutboxRecord row;"),
          new Rule(
              "the engine's packages form no cycle",
              slices().matching("dev.streamflow.engine.(*)..").should().beFreeOfCycles(),
              "engine.worker.KnowsTheOutbox",
              "dev.streamflow.engine.outbox.OutboxRecord row;"),
          new Rule(
              // System.nanoTime is no clock: it only measures how long own work took.
              "the engine is given its clock",
              noneInTheEngineBut(
                  WIRING,
                  "java.time.Instant.now",
                  "java.time.Clock.systemUTC",
                  "java.lang.System.currentTimeMillis"),
              "engine.consumer.ReadsTheClock",
              "java.util.function.Supplier<java.time.Instant> clock = java.time.Instant::now;"),
          new Rule(
              "the engine is given its ids and its randomness",
              noneInTheEngineBut(
                  WIRING,
                  "java.util.UUID.randomUUID",
                  "java.lang.Math.random",
                  "java.util.Random.<init>",
                  "java.security.SecureRandom.<init>",
                  "java.util.concurrent.ThreadLocalRandom.current"),
              "engine.outbox.MakesIds",
              "java.util.UUID id = java.util.UUID.randomUUID();"),
          new Rule(
              "the engine sleeps in its workers",
              noneInTheEngineBut(
                  WIRING.or(WORKERS).or(OBSERVER),
                  "java.lang.Thread.sleep",
                  "java.util.concurrent.TimeUnit.sleep",
                  "java.util.concurrent.locks.LockSupport.parkNanos"),
              "engine.call.Sleeps",
              "void pause() throws Exception { Thread.sleep(1); }"));

  private static ArchRule noneInTheEngineBut(
      DescribedPredicate<JavaClass> exceptions, String... methods) {
    Set<String> forbidden = Set.of(methods);
    return noClasses()
        .that(are(in("engine..")))
        .and(are(not(exceptions)))
        .should()
        .accessTargetWhere(
            DescribedPredicate.describe(
                "is one of " + forbidden, access -> forbidden.contains(nameOfTarget(access))));
  }

  private static String nameOfTarget(JavaAccess<?> access) {
    return access.getTargetOwner().getName() + "." + access.getTarget().getName();
  }
}
