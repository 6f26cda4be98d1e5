package dev.streamflow.schemas;

import java.io.EOFException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads events in Confluent's wire format into the generated class of the same full name, whichever
 * version of the schema they were written with. Asks the registry once per schema id; safe for use
 * by many threads.
 *
 * <p>Configured by {@code schema.registry.url}, see {@link SchemaRegistryClient#of}. Every failure
 * is a {@link SerializationException} that says what is wrong with the bytes; it is a {@link
 * SchemaUnavailableException} if the registry could not be asked or does not know the id.
 */
public final class AvroEventDeserializer implements Deserializer<SpecificRecord> {

  private final Map<Integer, DatumReader<SpecificRecord>> readers = new ConcurrentHashMap<>();
  private final RegistryOfSerde registry;

  static {
    TrustedEvents.trust();
  }

  /** For Kafka, which calls {@link #configure} next. */
  public AvroEventDeserializer() {
    this.registry = new RegistryOfSerde();
  }

  /** With a client that is shared with others and closed by the caller. */
  public AvroEventDeserializer(SchemaRegistryClient client) {
    this.registry = new RegistryOfSerde(client);
  }

  @Override
  public void configure(Map<String, ?> config, boolean isKey) {
    registry.configure(config);
  }

  @Override
  public @Nullable SpecificRecord deserialize(String topic, byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    int id = WireFormat.schemaIdOf(bytes);
    try {
      return read(readerOf(id), bytes);
    } catch (SerializationException e) {
      throw e;
    } catch (EOFException e) {
      throw new SerializationException("truncated: " + contentOf(id) + " ends too early", e);
    } catch (IOException | RuntimeException e) {
      throw new SerializationException("malformed: " + contentOf(id) + ": " + e.getMessage(), e);
    }
  }

  private static SpecificRecord read(DatumReader<SpecificRecord> reader, byte[] bytes)
      throws IOException {
    int length = bytes.length - WireFormat.HEADER_BYTES;
    BinaryDecoder decoder =
        DecoderFactory.get().binaryDecoder(bytes, WireFormat.HEADER_BYTES, length, null);
    SpecificRecord event = reader.read(null, decoder);
    if (!decoder.isEnd()) {
      throw new SerializationException(
          "trailing bytes after the end of " + event.getSchema().getFullName());
    }
    return event;
  }

  private DatumReader<SpecificRecord> readerOf(int id) {
    DatumReader<SpecificRecord> known = readers.get(id);
    if (known != null) {
      return known;
    }
    Schema written = registry.client().schemaOf(id);
    Class<? extends SpecificRecord> type = TrustedEvents.classOf(written.getFullName());
    SpecificData model = SpecificData.getForClass(type);
    DatumReader<SpecificRecord> reader =
        new SpecificDatumReader<>(written, model.getSchema(type), model);
    readers.put(id, reader);
    return reader;
  }

  private String contentOf(int id) {
    return registry.client().schemaOf(id).getFullName() + " (schema id " + id + ")";
  }

  @Override
  public void close() {
    registry.close();
  }
}
