package dev.streamflow.systemtests.faults.poison;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.streamflow.schemas.Topic;
import dev.streamflow.schemas.TopicCatalogue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is agreed on all event types: by the catalogue who reads them, by the registry the rest. */
record Contracts(List<Contract> all) {
  private static final JsonMapper JSON = new JsonMapper();

  /** Gives the registered schema of a type. */
  interface Schemas {
    Registered of(String topic, String type) throws IOException, InterruptedException;
  }

  /** A schema with its id. */
  record Registered(int id, Schema schema) {}

  Contracts {
    all = List.copyOf(all);
  }

  /**
   * Asks a registry.
   *
   * @param registry the root of its Confluent API
   */
  static Contracts registered(URI registry) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return of((topic, type) -> latest(http, registry, topic + "-" + type));
    }
  }

  /** Takes the schemas from elsewhere. */
  static Contracts of(Schemas schemas) throws IOException, InterruptedException {
    List<Contract> contracts = new ArrayList<>();
    for (Topic topic : TopicCatalogue.load().eventTopics()) {
      for (String name : topic.events().keySet().stream().sorted().toList()) {
        Registered schema = schemas.of(topic.name(), TopicCatalogue.EVENT_NAMESPACE + "." + name);
        Set<String> readers = Set.copyOf(topic.events().get(name));
        contracts.add(new Contract(topic.name(), schema.id(), schema.schema(), readers));
      }
    }
    return new Contracts(contracts);
  }

  private static Registered latest(HttpClient http, URI registry, String subject)
      throws IOException, InterruptedException {
    URI address = URI.create("%s/subjects/%s/versions/latest".formatted(registry, subject));
    HttpResponse<byte[]> response =
        http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException("HTTP %d for %s".formatted(response.statusCode(), address));
    }
    JsonNode version = JSON.readTree(response.body());
    Schema schema = new Schema.Parser().parse(version.required("schema").asString());
    return new Registered(version.required("id").asInt(), schema);
  }

  /** Those of a topic. */
  List<Contract> in(String topic) {
    return all.stream().filter(contract -> contract.topic().equals(topic)).toList();
  }

  /** The groups that read anything of a topic. */
  Set<String> readersOf(String topic) {
    return in(topic).stream()
        .flatMap(contract -> contract.readers().stream())
        .collect(toUnmodifiableSet());
  }

  /** The groups that read a type; none if the topic has no such type. */
  Set<String> readersOf(String topic, String type) {
    return in(topic).stream()
        .filter(contract -> contract.type().equals(type))
        .findFirst()
        .map(Contract::readers)
        .orElse(Set.of());
  }

  /** The contract whose schema has an id. */
  Optional<Contract> ofSchema(int id) {
    return all.stream().filter(contract -> contract.schemaId() == id).findFirst();
  }
}
