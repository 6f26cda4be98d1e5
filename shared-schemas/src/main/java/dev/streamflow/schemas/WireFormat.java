package dev.streamflow.schemas;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;

/** Confluent's framing: a zero byte, the schema's id in four bytes, then the Avro binary. */
final class WireFormat {

  static final int HEADER_BYTES = 1 + Integer.BYTES;
  private static final byte MAGIC = 0;

  private WireFormat() {}

  static void writeHeader(int schemaId, ByteArrayOutputStream out) {
    out.writeBytes(ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).putInt(schemaId).array());
  }

  static int schemaIdOf(byte[] record) {
    if (record.length < HEADER_BYTES) {
      throw new SerializationException(
          "truncated: %d bytes, the header alone takes %d".formatted(record.length, HEADER_BYTES));
    }
    if (record[0] != MAGIC) {
      throw new SerializationException(
          "magic byte is %d instead of %d: not written with a schema registry"
              .formatted(record[0], MAGIC));
    }
    return ByteBuffer.wrap(record).getInt(1);
  }
}
