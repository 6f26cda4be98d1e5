package dev.streamflow.engine.outbox;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Record headers as one array of bytes, so that whatever another system has put into a name or
 * value (a NUL, broken UTF-8) can be stored. Format: count, then per header the lengths and bytes
 * of name and value; a null value has length -1.
 */
public final class HeaderBytes {

  private HeaderBytes() {}

  public static byte[] write(Headers headers) {
    Header[] all = headers.toArray();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * all.length + 4);
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      out.writeInt(all.length);
      for (Header header : all) {
        byte[] name = header.key().getBytes(StandardCharsets.UTF_8);
        out.writeInt(name.length);
        out.write(name);
        byte[] value = header.value();
        out.writeInt(value == null ? -1 : value.length);
        if (value != null) {
          out.write(value);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  public static Headers read(byte[] bytes) {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    RecordHeaders headers = new RecordHeaders();
    try {
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        String name = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
        int length = in.readInt();
        headers.add(name, length < 0 ? null : in.readNBytes(length));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return headers;
  }
}
