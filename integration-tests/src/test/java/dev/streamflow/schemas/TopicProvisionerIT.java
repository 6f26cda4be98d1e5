package dev.streamflow.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.streamflow.localstack.LocalStack;
import dev.streamflow.schemas.TopicMismatch.Difference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicProvisionerIT {

  private static final String SERVICE = "some-service";

  private final String name = "it-" + UUID.randomUUID();
  private final Admin admin =
      Admin.create(
          Map.of(
              AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, LocalStack.shared().bootstrapServers()));

  @AfterEach
  void close() {
    admin.close();
  }

  @Test
  void leavesTheTopicsOfTheCatalogueAsTheyAre() {
    // Given: the stack has created them
    TopicProvisioner provisioner = new TopicProvisioner(admin, TopicCatalogue.load());

    // When
    provisioner.provision(1);

    // Then
    TopicCatalogue.load().services().forEach(provisioner::check);
  }

  @Test
  void createsWhatIsMissingWithTheSettingsOfTheCatalogue() {
    // Given
    Topic topic = topic(name, 3, Duration.ofHours(5));

    // When
    provisioner(topic).provision(1);

    // Then
    var description = Answers.of(admin.describeTopics(List.of(name)).allTopicNames()).get(name);
    assertThat(description.partitions()).hasSize(3).allMatch(p -> p.leader() != null);
    assertThat(settingOf(name, "retention.ms")).isEqualTo("18000000");
    assertThat(settingOf(name, "max.message.bytes")).isEqualTo("2000000");
    provisioner(topic).check(SERVICE);
  }

  @Test
  void namesEveryDifferenceThatAServiceWouldRunInto() {
    // Given
    provisioner(topic(name, 3, Duration.ofHours(5))).provision(1);

    // When
    var found =
        differences(
            () ->
                provisioner(
                        topic(name, 4, Duration.ofHours(6)),
                        topic(name + "-missing", 1, Duration.ofHours(5)))
                    .check(SERVICE));

    // Then
    assertThat(found)
        .containsExactlyInAnyOrder(
            new Difference(name, "partitions", "4", "3"),
            new Difference(name, "retention.ms", "21600000", "18000000"),
            new Difference(name + "-missing", "existence", "a topic", "none"));
  }

  @Test
  void doesNotLookAtTopicsThatAServiceHasNothingToDoWith() {
    new TopicProvisioner(admin, new TopicCatalogue(List.of(topic(name, 1, Duration.ofHours(5)))))
        .check("another-service");
  }

  @Test
  void createsNothingNextToATopicThatDiffers() {
    // Given
    provisioner(topic(name, 3, Duration.ofHours(5))).provision(1);
    Topic other = topic(name + "-other", 3, Duration.ofHours(5));

    // When
    var found =
        differences(() -> provisioner(topic(name, 4, Duration.ofHours(5)), other).provision(1));

    // Then
    assertThat(found).containsExactly(new Difference(name, "partitions", "4", "3"));
    assertThat(Answers.of(admin.listTopics().names())).doesNotContain(other.name());
  }

  @Test
  void wantsTheReplicasItIsTold() {
    // Given
    provisioner(topic(name, 1, Duration.ofHours(5))).provision(1);

    // When
    var found = differences(() -> provisioner(topic(name, 1, Duration.ofHours(5))).provision(3));

    // Then
    assertThat(found)
        .containsExactlyInAnyOrder(
            new Difference(name, "replication factor", "3", "1"),
            new Difference(name, "min.insync.replicas", "2", "1"));
  }

  private TopicProvisioner provisioner(Topic... topics) {
    return new TopicProvisioner(admin, new TopicCatalogue(List.of(topics)));
  }

  private static List<Difference> differences(Runnable attempt) {
    return catchThrowableOfType(TopicMismatch.class, attempt::run).differences();
  }

  private String settingOf(String topic, String setting) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return Answers.of(admin.describeConfigs(List.of(resource)).all())
        .get(resource)
        .get(setting)
        .value();
  }

  private static Topic topic(String name, int partitions, Duration retention) {
    return new Topic(name, SERVICE, "user_id", partitions, retention, Map.of(), 2_000_000);
  }
}
