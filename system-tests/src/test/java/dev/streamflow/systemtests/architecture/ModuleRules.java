package dev.streamflow.systemtests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.streamflow.systemtests.architecture.Rule.in;
import static dev.streamflow.systemtests.architecture.Rule.inServices;

import java.util.List;

/** Who may know whom at all, and what nobody is called. */
final class ModuleRules {

  private ModuleRules() {}

  static final List<Rule> ALL =
      List.of(
          new Rule(
              "contracts depend on nothing of ours",
              noClasses()
                  .that(are(in("schemas..", "events..")))
                  .should()
                  .dependOnClassesThat(
                      resideInAPackage("dev.streamflow..").and(not(in("schemas..", "events..")))),
              "schemas.KnowsTheOutbox",
              "dev.streamflow.engine.Outbox outbox;"),
          new Rule(
              "the engine knows no service",
              noClasses().that(are(in("engine.."))).should().dependOnClassesThat(inServices("..")),
              "engine.consumer.KnowsOrders",
              "dev.streamflow.order.Order order;"),
          new Rule(
              // Crash runs name the points where the engine is to die, and nothing else of it.
              "the whole system is judged without the code under test",
              noClasses()
                  .that(are(in("systemtests..", "localstack..")))
                  .should()
                  .dependOnClassesThat(
                      inServices("..")
                          .or(in("engine..", "provider.."))
                          .and(not(in("engine.failpoint")))),
              "systemtests.invariants.BelievesADecision",
              "dev.streamflow.engine.Decision decision;"),
          new Rule(
              "a name says more than that something is done",
              noClasses()
                  .that(are(resideInAPackage("dev.streamflow..")))
                  .should()
                  .haveNameMatching(
                      "(.*[.$a-z0-9])?(Manager|Helper|Utils?|Impl|Base|D[Tt][Oo])([A-Z].*)?"
                          + "|.*[.$](Processor|Handler)"),
              "order.OrderManager",
              ""));
}
