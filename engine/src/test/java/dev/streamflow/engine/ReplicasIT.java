package dev.streamflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.streamflow.engine.outbox.Relay;
import dev.streamflow.events.CancellationReason;
import dev.streamflow.events.OrderCancelled;
import dev.streamflow.localstack.LocalStack;
import dev.streamflow.schemas.Topic;
import dev.streamflow.schemas.TopicCatalogue;
import dev.streamflow.schemas.TopicMismatch;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/** Two replicas of one service, and one that must not start. */
class ReplicasIT {

  private static final String SERVICE = "notification-service";
  private static final int EVENTS = 300;
  private static final Duration SOON = Duration.ofSeconds(30);

  private final KafkaProbe kafka = KafkaProbe.of(LocalStack.shared());

  @Test
  void handsOverToAnotherReplicaWithoutRepeatingAnything() {
    // Given: two replicas, the first has the relay
    try (ConfigurableApplicationContext first = start();
        ConfigurableApplicationContext second = start()) {
      await().atMost(SOON).until(() -> relay(first).isActive() || relay(second).isActive());
      ConfigurableApplicationContext leaving = relay(first).isActive() ? first : second;
      ConfigurableApplicationContext staying = leaving == first ? second : first;
      JdbcTemplate jdbc = staying.getBean(JdbcTemplate.class);

      // When: one is stopped in the middle of the work
      Stream.generate(this::cancelled)
          .limit(EVENTS)
          .forEach(event -> kafka.publish("order.events", event));
      await().atMost(SOON).until(() -> counted(jdbc) > 0);
      leaving.close();

      // Then: everything was counted once, and nothing had to be recognised as a duplicate
      await().atMost(SOON).untilAsserted(() -> assertThat(counted(jdbc)).isEqualTo(EVENTS));
      assertThat(jdbc.queryForObject("SELECT max(count) FROM tally", Integer.class)).isEqualTo(1);
      assertThat(duplicates(staying)).isZero();
      await().atMost(SOON).until(() -> relay(staying).isActive());
    }
  }

  @Test
  void refusesToStartOnTopicsThatAreNotThoseOfTheCatalogue() {
    assertThatThrownBy(() -> start(OtherCatalogue.class))
        .rootCause()
        .isInstanceOf(TopicMismatch.class)
        .hasMessageContaining("order.events: partitions expected 12, found 24");
  }

  private static Relay relay(ConfigurableApplicationContext replica) {
    return replica.getBean(Relay.class);
  }

  private static int counted(JdbcTemplate jdbc) {
    return jdbc.queryForObject("SELECT coalesce(sum(count), 0) FROM tally", Integer.class);
  }

  private static double duplicates(ConfigurableApplicationContext replica) {
    return replica
        .getBean(MeterRegistry.class)
        .counter("streamflow.records", "outcome", "duplicate")
        .count();
  }

  private OrderCancelled cancelled() {
    UUID order = TestEvents.newId();
    return new OrderCancelled(
        TestEvents.newId(),
        Instant.now().truncatedTo(ChronoUnit.MILLIS),
        "user-" + order,
        order,
        CancellationReason.CANCELLED_BY_CUSTOMER,
        "");
  }

  private static ConfigurableApplicationContext start(Class<?>... more) {
    Map<String, Object> settings = new HashMap<>(LocalStack.shared().settingsOf(SERVICE));
    settings.put("spring.application.name", SERVICE);
    settings.put("spring.main.allow-bean-definition-overriding", true);
    return new SpringApplicationBuilder(TallyApplication.class)
        .sources(more)
        .web(WebApplicationType.NONE)
        .properties(settings)
        .run(
            settings.entrySet().stream()
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new));
  }

  /** A catalogue that states fewer partitions than there are. */
  static class OtherCatalogue {

    @Bean
    TopicCatalogue topicCatalogue() {
      return new TopicCatalogue(
          TopicCatalogue.load().topics().stream()
              .map(
                  topic ->
                      new Topic(
                          topic.name(),
                          topic.owner(),
                          topic.key(),
                          12,
                          topic.retention(),
                          topic.events(),
                          topic.maxMessageBytes()))
              .toList());
    }
  }
}
