package dev.streamflow.schemas;

import dev.streamflow.schemas.TopicMismatch.Difference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Compares the topics of a cluster with those of the catalogue. */
final class TopicCheck {

  private static final int ANY = -1;

  private final Admin admin;
  private final int replicas;

  /** Replication is the operator's business. */
  TopicCheck(Admin admin) {
    this(admin, ANY);
  }

  private TopicCheck(Admin admin, int replicas) {
    this.admin = admin;
    this.replicas = replicas;
  }

  static TopicCheck withReplicas(Admin admin, int replicas) {
    return new TopicCheck(admin, replicas);
  }

  List<Difference> differences(Collection<Topic> topics) {
    var found = admin.describeTopics(topics.stream().map(Topic::name).toList()).topicNameValues();
    List<Difference> differences = new ArrayList<>();
    List<Topic> existing = new ArrayList<>();
    for (Topic topic : topics) {
      try {
        compareShape(topic, Answers.of(found.get(topic.name())), differences);
        existing.add(topic);
      } catch (UnknownTopicOrPartitionException _) {
        differences.add(Difference.missing(topic));
      }
    }
    compareSettings(existing, differences);
    return differences;
  }

  private void compareShape(Topic topic, TopicDescription found, List<Difference> differences) {
    var partitions = found.partitions();
    compare(topic, "partitions", topic.partitions(), partitions.size(), differences);
    if (replicas != ANY) {
      partitions.stream()
          .mapToInt(partition -> partition.replicas().size())
          .distinct()
          .forEach(count -> compare(topic, "replication factor", replicas, count, differences));
    }
  }

  private void compareSettings(List<Topic> topics, List<Difference> differences) {
    Map<ConfigResource, KafkaFuture<Config>> found =
        admin.describeConfigs(topics.stream().map(TopicCheck::resource).toList()).values();
    for (Topic topic : topics) {
      Config config = Answers.of(found.get(resource(topic)));
      Map<String, String> expected = replicas == ANY ? topic.settings() : topic.settings(replicas);
      expected.forEach(
          (name, value) -> compare(topic, name, value, config.get(name).value(), differences));
    }
  }

  private static void compare(
      Topic topic, String what, Object expected, Object found, List<Difference> differences) {
    if (!expected.equals(found)) {
      differences.add(new Difference(topic.name(), what, expected.toString(), found.toString()));
    }
  }

  private static ConfigResource resource(Topic topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
  }
}
