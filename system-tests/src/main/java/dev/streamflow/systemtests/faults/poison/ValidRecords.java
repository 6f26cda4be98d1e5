package dev.streamflow.systemtests.faults.poison;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Draws records as the services write them, of users and orders that do not exist. */
final class ValidRecords {
  private static final int MOST_LINES = 3;
  private static final int MOST_UNITS = 9;
  private static final int HIGHEST_AMOUNT = 100_000;

  private final RandomGenerator random;
  private final Instant time;

  /**
   * @param time when all of them happened
   */
  ValidRecords(RandomGenerator random, Instant time) {
    this.random = random;
    this.time = time;
  }

  /**
   * Draws a record.
   *
   * @param change is made to the event before it is written
   */
  RawRecord draw(Contract contract, Consumer<GenericRecord> change) {
    GenericRecord event = (GenericRecord) value("", contract.schema());
    byte[] key = event.get("user_id").toString().getBytes(UTF_8);
    RecordHeaders headers = new RecordHeaders();
    headers.add("ce_specversion", "1.0".getBytes(UTF_8));
    headers.add("ce_id", event.get("event_id").toString().getBytes(UTF_8));
    headers.add("ce_type", contract.type().getBytes(UTF_8));
    headers.add("ce_source", "/poison".getBytes(UTF_8));
    headers.add("ce_time", time.toString().getBytes(UTF_8));
    change.accept(event);
    return new RawRecord(contract.topic(), key, written(contract.schemaId(), event), headers);
  }

  private Object value(String field, Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> {
        GenericRecord event = new GenericData.Record(schema);
        schema.getFields().forEach(f -> event.put(f.name(), value(f.name(), f.schema())));
        yield event;
      }
      case ARRAY -> items(schema);
      case UNION -> value(field, drawn(schema.getTypes()));
      case ENUM -> new GenericData.EnumSymbol(schema, drawn(schema.getEnumSymbols()));
      case INT -> random.nextInt(1, MOST_UNITS);
      case LONG -> field.equals("occurred_at") ? time.toEpochMilli() : amount();
      case STRING -> text(field, schema);
      case NULL -> null;
      default -> throw new IllegalArgumentException("the contracts have no " + schema.getType());
    };
  }

  private List<?> items(Schema array) {
    return IntStream.rangeClosed(0, random.nextInt(MOST_LINES))
        .mapToObj(item -> value("", array.getElementType()))
        .toList();
  }

  private long amount() {
    return random.nextLong(1, HIGHEST_AMOUNT);
  }

  private String text(String field, Schema schema) {
    if (schema.getLogicalType() != null) {
      return uuidV7(time).toString();
    }
    return switch (field) {
      case "currency" -> "USD";
      case "country" -> "US";
      default -> "poison-" + Long.toHexString(random.nextLong());
    };
  }

  /** A UUIDv7 of a moment: RFC 9562, section 5.7. */
  UUID uuidV7(Instant moment) {
    long randomA = random.nextLong() & 0xFFF;
    long randomB = random.nextLong() >>> 2;
    return new UUID(moment.toEpochMilli() << Short.SIZE | 0x7000 | randomA, 1L << 63 | randomB);
  }

  private <T> T drawn(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static byte[] written(int schemaId, GenericRecord event) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(ByteBuffer.allocate(1 + Integer.BYTES).put((byte) 0).putInt(schemaId).array());
    try {
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
      new GenericDatumWriter<GenericRecord>(event.getSchema()).write(event, encoder);
      encoder.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
