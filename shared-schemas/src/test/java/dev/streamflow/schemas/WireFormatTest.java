package dev.streamflow.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class WireFormatTest {

  @Test
  void framesTheSchemaIdAsConfluentDoes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    WireFormat.writeHeader(0x01020304, out);

    assertThat(out.toByteArray()).containsExactly(0, 1, 2, 3, 4);
    assertThat(WireFormat.schemaIdOf(out.toByteArray())).isEqualTo(0x01020304);
  }

  @Test
  void refusesAnotherMagicByte() {
    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> WireFormat.schemaIdOf(new byte[] {'{', '"', 'a', '"', '}'}))
        .withMessageContaining("magic byte is 123");
  }

  @Test
  void refusesLessThanAHeader() {
    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> WireFormat.schemaIdOf(new byte[] {0, 0, 0, 0}))
        .withMessageContaining("truncated: 4 bytes");
  }
}
