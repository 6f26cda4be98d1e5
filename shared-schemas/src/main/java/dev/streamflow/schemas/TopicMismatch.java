package dev.streamflow.schemas;

import java.util.List;
import java.util.stream.Collectors;

/** The topics of the cluster are not those of the catalogue. Names every difference. */
public final class TopicMismatch extends RuntimeException {

  private final transient List<Difference> differences;

  TopicMismatch(List<Difference> differences) {
    super(
        differences.stream()
            .map(Difference::toString)
            .collect(
                Collectors.joining(
                    "\n  ", "the topics are not as topics.yaml states them:\n  ", "")));
    this.differences = List.copyOf(differences);
  }

  public List<Difference> differences() {
    return differences;
  }

  /**
   * One difference.
   *
   * @param topic the topic's name
   * @param what {@code existence}, {@code partitions}, {@code replication factor}, or a setting's
   *     name
   */
  public record Difference(String topic, String what, String expected, String found) {
    private static final String EXISTENCE = "existence";

    static Difference missing(Topic topic) {
      return new Difference(topic.name(), EXISTENCE, "a topic", "none");
    }

    boolean isMissingTopic() {
      return what.equals(EXISTENCE);
    }

    @Override
    public String toString() {
      return "%s: %s expected %s, found %s".formatted(topic, what, expected, found);
    }
  }
}
