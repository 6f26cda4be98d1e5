package dev.streamflow.systemtests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.streamflow.systemtests.architecture.Rule.in;
import static dev.streamflow.systemtests.architecture.Rule.inServices;

import java.util.List;

/** How a service is built: the domain in the middle, knowing nobody. */
final class ServiceRules {

  private ServiceRules() {}

  static final List<Rule> ALL =
      List.of(
          new Rule(
              "services use only the engine's root package",
              noClasses()
                  .that(are(inServices("..")))
                  .should()
                  .dependOnClassesThat(in("engine.*..")),
              "order.kafka.UsesTheInside",
              "dev.streamflow.engine.outbox.OutboxRecord row;"),
          new Rule(
              "services do not know each other",
              slices()
                  .matching(
                      "dev.streamflow.(order|inventory|payment|shipping|notification|provider)..")
                  .should()
                  .notDependOnEachOther(),
              "payment.KnowsOrders",
              "dev.streamflow.order.Order order;"),
          new Rule(
              "the domain knows neither transport nor engine",
              noClasses()
                  .that(are(inServices("")))
                  .should()
                  .dependOnClassesThat(
                      inServices(".*..")
                          .or(in("engine..", "schemas..", "events.."))
                          .or(resideInAnyPackage("org.apache.avro..", "..kafka.."))),
              "shipping.KnowsTheEngine",
              "dev.streamflow.engine.EventStamps stamps;"),
          new Rule(
              "events are mapped in the kafka packages alone",
              noClasses()
                  .that(are(inServices("..")))
                  .and(are(not(inServices(".kafka.."))))
                  .should()
                  .dependOnClassesThat(
                      in("events..", "schemas..").or(resideInAnyPackage("org.apache.avro.."))),
              "order.http.ShowsEvents",
              "dev.streamflow.events.OrderCreated event;"));
}
