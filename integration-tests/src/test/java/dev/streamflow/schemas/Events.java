package dev.streamflow.schemas;

import dev.streamflow.events.Money;
import dev.streamflow.events.OrderConfirmed;
import dev.streamflow.events.OrderCreated;
import dev.streamflow.events.OrderLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Events and schemas for these tests. */
final class Events {

  private static final Money PRICE = new Money(1999L, "USD");

  private Events() {}

  static OrderConfirmed orderConfirmed() {
    return new OrderConfirmed(
        UUID.randomUUID(), Instant.now(), "zoë", UUID.randomUUID(), new Money(1999L, "USD"));
  }

  static OrderCreated orderOf(int lines) {
    List<OrderLine> ordered = new ArrayList<>();
    for (int line = 0; line < lines; line++) {
      ordered.add(new OrderLine("sku-" + line, line + 1, PRICE));
    }
    return new OrderCreated(
        UUID.randomUUID(), Instant.now(), "zoë", UUID.randomUUID(), ordered, PRICE, "US");
  }

  /** The schema as a later release may have it. */
  static Schema withOptionalField(Schema schema, String name) {
    List<Schema.Field> fields = copyOfFields(schema);
    fields.add(new Schema.Field(name, Schema.create(Schema.Type.STRING), null, "unset"));
    return record(schema, fields);
  }

  /** The schema as no later release may have it. */
  static Schema withoutField(Schema schema, String name) {
    List<Schema.Field> fields = copyOfFields(schema);
    fields.removeIf(field -> field.name().equals(name));
    return record(schema, fields);
  }

  /** A record as another producer writes it. */
  static byte[] written(int schemaId, Schema schema, GenericRecord content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    WireFormat.writeHeader(schemaId, out);
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    try {
      new GenericDatumWriter<GenericRecord>(schema).write(content, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static List<Schema.Field> copyOfFields(Schema schema) {
    List<Schema.Field> fields = new ArrayList<>();
    schema.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
    return fields;
  }

  private static Schema record(Schema schema, List<Schema.Field> fields) {
    return Schema.createRecord(
        schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
  }
}
