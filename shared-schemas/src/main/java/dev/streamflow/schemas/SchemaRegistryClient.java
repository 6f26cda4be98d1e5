package dev.streamflow.schemas;

import dev.streamflow.schemas.RegistryConnection.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * The schema registry through Confluent's REST API. Ids and schemas never change, so what was found
 * is kept for ever; that something was not found is not. Safe for use by many threads.
 *
 * <p>Every method throws {@link SchemaUnavailableException} when the registry does not answer,
 * after some seconds of trying again.
 */
public final class SchemaRegistryClient implements AutoCloseable {

  private final RegistryConnection registry;
  private final Map<Entry, Integer> ids = new ConcurrentHashMap<>();
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

  private SchemaRegistryClient(RegistrySettings settings) {
    this.registry = new RegistryConnection(settings);
  }

  private record Entry(String subject, Schema schema) {}

  /**
   * A client for the registry that a Kafka configuration names.
   *
   * @param config {@code schema.registry.url} (several addresses of one registry, separated by
   *     commas, are tried in turn) and, for basic authentication, {@code basic.auth.user.info}
   */
  public static SchemaRegistryClient of(Map<String, ?> config) {
    return new SchemaRegistryClient(RegistrySettings.of(config));
  }

  /** The subject that holds the versions of a record in a topic. */
  public static String subjectOf(String topic, Schema schema) {
    return topic + "-" + schema.getFullName();
  }

  /**
   * The id of exactly this schema in the subject, whichever version it is. Cached.
   *
   * @throws SchemaUnavailableException if the subject does not hold it
   */
  public int idOf(String subject, Schema schema) {
    Entry entry = new Entry(subject, schema);
    Integer known = ids.get(entry);
    if (known != null) {
      return known;
    }
    Answer answer = lookUp(subject, schema);
    if (answer.isNotFound()) {
      throw SchemaUnavailableException.unknown(
          "the schema registry does not hold this version of %s: %s. Run the schema registrar of"
                  .formatted(subject, answer.message())
              + " this release");
    }
    int id = idIn(answer, "the schema of " + subject);
    ids.put(entry, id);
    return id;
  }

  /** Whether the subject holds exactly this schema now. Always asks the registry. */
  public boolean knows(String subject, Schema schema) {
    Answer answer = lookUp(subject, schema);
    if (answer.isNotFound()) {
      return false;
    }
    idIn(answer, "the schema of " + subject);
    return true;
  }

  /**
   * The schema of an id. Cached.
   *
   * @throws SchemaUnavailableException if the registry does not know the id
   */
  public Schema schemaOf(int id) {
    Schema known = schemas.get(id);
    if (known != null) {
      return known;
    }
    Answer answer = registry.get("/schemas/ids/" + id);
    if (answer.isNotFound()) {
      throw SchemaUnavailableException.unknown(
          "the schema registry does not know schema id " + id + ": " + answer.message());
    }
    Schema schema = parse(id, ok(answer, "schema id " + id));
    schemas.put(id, schema);
    return schema;
  }

  /**
   * Registers a version, for the registrar alone: services only look up. Registering a known
   * version changes nothing.
   *
   * @return its id
   * @throws SerializationException if the registry refuses it as incompatible or invalid
   */
  int register(String subject, Schema schema) {
    Answer answer = registry.send("POST", pathOf(subject) + "/versions", bodyOf(schema));
    int id = idIn(answer, "the new schema of " + subject);
    ids.put(new Entry(subject, schema), id);
    return id;
  }

  /** The compatibility level of all subjects that have none of their own. */
  String compatibilityLevel() {
    return ok(registry.get("/config"), "the compatibility level")
        .json()
        .path("compatibilityLevel")
        .asString("NONE");
  }

  void setCompatibilityLevel(String level) {
    ok(registry.send("PUT", "/config", Map.of("compatibility", level)), "level " + level);
  }

  @Override
  public void close() {
    registry.close();
  }

  private Answer lookUp(String subject, Schema schema) {
    return registry.send("POST", pathOf(subject), bodyOf(schema));
  }

  private static String pathOf(String subject) {
    return "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8);
  }

  private static Map<String, String> bodyOf(Schema schema) {
    return Map.of("schema", schema.toString());
  }

  private static int idIn(Answer answer, String what) {
    return ok(answer, what).json().path("id").asInt();
  }

  /** A status that is no answer to the question: a wrong address, or a registry that refuses. */
  private static Answer ok(Answer answer, String what) {
    if (answer.isOk()) {
      return answer;
    }
    if (answer.status() == 404) {
      throw SchemaUnavailableException.unreachable(
          "this is not a schema registry, or not its REST API: check " + RegistrySettings.URL,
          null);
    }
    throw new SerializationException(
        "the schema registry refuses " + what + ": " + answer.message());
  }

  private static Schema parse(int id, Answer answer) {
    String type = answer.json().path("schemaType").asString("AVRO");
    if (!type.equals("AVRO")) {
      throw new SerializationException("schema id " + id + " is of type " + type + ", not AVRO");
    }
    try {
      return new Schema.Parser().parse(answer.json().path("schema").asString(""));
    } catch (SchemaParseException e) {
      throw new SerializationException("schema id " + id + " is not a complete Avro schema", e);
    }
  }
}
