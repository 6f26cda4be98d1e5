package dev.streamflow.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes events in Confluent's wire format, under the id that the registry has for exactly the
 * schema of the event's class. Never registers one. Asks the registry once per topic and event
 * type; safe for use by many threads.
 *
 * <p>Configured by {@code schema.registry.url}, see {@link SchemaRegistryClient#of}. Every failure
 * is a {@link SerializationException}; it is a {@link SchemaUnavailableException} if the registry
 * could not be asked or does not hold the schema.
 */
public final class AvroEventSerializer implements Serializer<SpecificRecord> {

  private static final int TYPICAL_EVENT_BYTES = 512;
  private static final ThreadLocal<@Nullable BinaryEncoder> ENCODERS = new ThreadLocal<>();

  private final Map<Schema, DatumWriter<SpecificRecord>> writers = new ConcurrentHashMap<>();
  private final RegistryOfSerde registry;

  static {
    TrustedEvents.trust();
  }

  /** For Kafka, which calls {@link #configure} next. */
  public AvroEventSerializer() {
    this.registry = new RegistryOfSerde();
  }

  /** With a client that is shared with others and closed by the caller. */
  public AvroEventSerializer(SchemaRegistryClient client) {
    this.registry = new RegistryOfSerde(client);
  }

  @Override
  public void configure(Map<String, ?> config, boolean isKey) {
    registry.configure(config);
  }

  @Override
  public byte @Nullable [] serialize(String topic, @Nullable SpecificRecord event) {
    if (event == null) {
      return null;
    }
    Schema schema = event.getSchema();
    try {
      int id = registry.client().idOf(SchemaRegistryClient.subjectOf(topic, schema), schema);
      ByteArrayOutputStream out = new ByteArrayOutputStream(TYPICAL_EVENT_BYTES);
      WireFormat.writeHeader(id, out);
      write(event, out);
      return out.toByteArray();
    } catch (SerializationException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new SerializationException(
          "%s cannot be written to %s: %s".formatted(schema.getFullName(), topic, e.getMessage()),
          e);
    }
  }

  private void write(SpecificRecord event, ByteArrayOutputStream out) throws IOException {
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, ENCODERS.get());
    ENCODERS.set(encoder);
    writers.computeIfAbsent(event.getSchema(), _ -> writerOf(event)).write(event, encoder);
    encoder.flush();
  }

  private static DatumWriter<SpecificRecord> writerOf(SpecificRecord event) {
    return new SpecificDatumWriter<>(event.getSchema(), SpecificData.getForClass(event.getClass()));
  }

  @Override
  public void close() {
    registry.close();
  }
}
