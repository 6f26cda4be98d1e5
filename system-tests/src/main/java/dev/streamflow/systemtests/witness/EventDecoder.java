package dev.streamflow.systemtests.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Decodes records by the schema that their bytes name, with Avro and the registry alone: neither
 * the serializers nor the generated classes under test have a say.
 */
public final class EventDecoder implements AutoCloseable {
  private static final byte MAGIC = 0;
  private static final int PREFIX_BYTES = 5;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final URI registry;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<Integer, GenericDatumReader<GenericRecord>> readers = new HashMap<>();

  /**
   * @param registry the root of its Confluent API
   */
  public EventDecoder(URI registry) {
    this.registry = registry;
  }

  /**
   * What the record says about itself: its type is that of the header, by which the groups choose
   * what they read. One that cannot be read has no event id to be found by.
   */
  PublishedEvent decode(ConsumerRecord<byte[], byte[]> kafkaRecord) {
    Position position =
        new Position(kafkaRecord.topic(), kafkaRecord.partition(), kafkaRecord.offset());
    String key = kafkaRecord.key() == null ? "" : new String(kafkaRecord.key(), UTF_8);
    String type = typeInHeaders(kafkaRecord);
    try {
      GenericRecord event = read(kafkaRecord.value());
      return new PublishedEvent(position, key, type, id(event, "event_id"), id(event, "order_id"));
    } catch (IOException | IllegalArgumentException unreadable) {
      return new PublishedEvent(position, key, type, PublishedEvent.NO_ID, PublishedEvent.NO_ID);
    }
  }

  /**
   * Reads the bytes of a record's value.
   *
   * @throws IOException if they are no event
   * @throws IllegalArgumentException if the registry does not know their schema
   */
  public GenericRecord read(byte[] value) throws IOException {
    if (value == null || value.length < PREFIX_BYTES || value[0] != MAGIC) {
      throw new IOException("no schema id in front");
    }
    int schemaId = ByteBuffer.wrap(value, 1, Integer.BYTES).getInt();
    var body =
        DecoderFactory.get().binaryDecoder(value, PREFIX_BYTES, value.length - PREFIX_BYTES, null);
    GenericDatumReader<GenericRecord> reader = readers.computeIfAbsent(schemaId, this::readerOf);
    try {
      return reader.read(null, body);
    } catch (RuntimeException garbled) {
      throw new IOException("no event of schema " + schemaId, garbled);
    }
  }

  /** Waits for a registry that is down: a record must not be blamed for that. */
  private GenericDatumReader<GenericRecord> readerOf(int schemaId) {
    Instant deadline = Instant.now().plus(PATIENCE);
    try {
      while (true) {
        try {
          return new GenericDatumReader<>(schema(schemaId));
        } catch (IOException e) {
          if (Instant.now().isAfter(deadline)) {
            throw new UncheckedIOException(e);
          }
          Thread.sleep(PAUSE);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading schema " + schemaId, e);
    }
  }

  private Schema schema(int id) throws IOException, InterruptedException {
    URI address = URI.create(registry + "/schemas/ids/" + id);
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(address).timeout(TIMEOUT).build(), BodyHandlers.ofString());
    return switch (response.statusCode()) {
      case 200 ->
          new Schema.Parser()
              .parse(ClientLog.JSON.readTree(response.body()).required("schema").asString());
      case 404 -> throw new IllegalArgumentException("the registry does not know schema " + id);
      default -> throw new IOException("HTTP %d for %s".formatted(response.statusCode(), address));
    };
  }

  private static UUID id(GenericRecord event, String field) {
    return UUID.fromString(event.get(field).toString());
  }

  private static String typeInHeaders(ConsumerRecord<?, ?> kafkaRecord) {
    Header type = kafkaRecord.headers().lastHeader("ce_type");
    String name = type == null ? "" : new String(type.value(), UTF_8);
    return name.substring(name.lastIndexOf('.') + 1);
  }

  @Override
  public void close() {
    http.close();
  }
}
