package dev.streamflow.engine.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class HeaderBytesTest {

  @Test
  void readsBackWhatItWrote() {
    // Given
    List<Header> headers =
        List.of(
            new RecordHeader("ce_type", "Event".getBytes()),
            new RecordHeader("twice", new byte[] {1}),
            new RecordHeader("twice", new byte[] {2}),
            new RecordHeader("null value", (byte[]) null),
            new RecordHeader("empty", new byte[0]),
            new RecordHeader("NUL \0 and ÄÖ €", new byte[] {0, -1, (byte) 0xc3}),
            new RecordHeader("", new byte[] {7}));

    // When
    byte[] bytes = HeaderBytes.write(new RecordHeaders(headers));

    // Then
    assertThat(HeaderBytes.read(bytes).toArray()).containsExactlyElementsOf(headers);
  }
}
