package dev.streamflow.schemas;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Registers the contracts: the compatibility level, then every event type of the catalogue under
 * its topic. Runs before a release is deployed, any number of times; the services only look up.
 */
public final class SchemaRegistrar {

  /** Every version is readable with every other one, in both directions. */
  static final String COMPATIBILITY = "FULL_TRANSITIVE";

  private static final Duration PAUSE = Duration.ofMillis(250);

  private static final String HELP =
      """
      Registers the Avro contracts of this release at the schema registry.

      Sets the compatibility level to FULL_TRANSITIVE, then registers each event type of topics.yaml
      under the subject <topic>-<full record name>. What is there already is left as it is.

      Options (or environment variables):
        --registry-url URL      Confluent-compatible REST API (STREAMFLOW_REGISTRY_URL)
        --user-info USER:PASS   basic authentication (STREAMFLOW_REGISTRY_USER_INFO)
        --wait SECONDS          how long to wait for the registry to answer, 60 by default
        --help                  this text
      """;

  private final SchemaRegistryClient registry;
  private final TopicCatalogue catalogue;

  public SchemaRegistrar(SchemaRegistryClient registry, TopicCatalogue catalogue) {
    this.registry = registry;
    this.catalogue = catalogue;
  }

  /**
   * Registers everything, in the order of the subjects' names.
   *
   * @param patience how long to wait for the registry's first answer
   * @return the schema id of each subject
   * @throws SchemaUnavailableException if the registry does not answer in time
   * @throws SerializationException if the registry refuses a contract as incompatible with a
   *     version that it holds; the contracts before it are registered then
   */
  public SequencedMap<String, Integer> register(Duration patience) {
    awaitRegistry(Instant.now().plus(patience));
    if (!registry.compatibilityLevel().equals(COMPATIBILITY)) {
      registry.setCompatibilityLevel(COMPATIBILITY);
    }
    SequencedMap<String, Integer> ids = new TreeMap<>();
    contracts().forEach((subject, schema) -> ids.put(subject, registry.register(subject, schema)));
    return ids;
  }

  private SequencedMap<String, Schema> contracts() {
    SequencedMap<String, Schema> contracts = new TreeMap<>();
    for (Topic topic : catalogue.eventTopics()) {
      for (String name : topic.events().keySet()) {
        Schema schema = TrustedEvents.schemaOf(TopicCatalogue.EVENT_NAMESPACE + "." + name);
        contracts.put(SchemaRegistryClient.subjectOf(topic.name(), schema), schema);
      }
    }
    return contracts;
  }

  private void awaitRegistry(Instant deadline) {
    while (true) {
      try {
        registry.compatibilityLevel();
        return;
      } catch (SchemaUnavailableException e) {
        if (Instant.now().isAfter(deadline) || Thread.currentThread().isInterrupted()) {
          throw e;
        }
        rest();
      }
    }
  }

  private static void rest() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  public static void main(String[] args) {
    List<String> options = List.of("--registry-url", "--user-info", "--wait");
    System.exit(CommandArguments.run(args, HELP, options, SchemaRegistrar::run));
  }

  private static void run(CommandArguments arguments) {
    Map<String, String> config = new HashMap<>();
    config.put(RegistrySettings.URL, arguments.get("--registry-url", "STREAMFLOW_REGISTRY_URL"));
    arguments
        .find("--user-info", "STREAMFLOW_REGISTRY_USER_INFO")
        .ifPresent(userInfo -> config.put(RegistrySettings.USER_INFO, userInfo));
    try (SchemaRegistryClient registry = SchemaRegistryClient.of(config)) {
      SchemaRegistrar registrar = new SchemaRegistrar(registry, TopicCatalogue.load());
      registrar
          .register(arguments.patience())
          .forEach((subject, id) -> System.out.println(subject + " has id " + id));
    }
  }
}
