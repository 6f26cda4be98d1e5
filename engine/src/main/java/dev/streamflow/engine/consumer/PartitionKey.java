package dev.streamflow.engine.consumer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What keeps events in order: those of one topic and one record key follow each other. As a number,
 * since keys may be long and a lock is a number; should two keys ever share one, they wait for each
 * other in vain and nothing else happens.
 */
final class PartitionKey {

  private static final int LONGEST_TOPIC = 249;

  private PartitionKey() {}

  /** The first eight bytes of SHA-256 over topic and key. */
  static long hashOf(ConsumerRecord<byte[], byte[]> record) {
    byte[] key = record.key() == null ? new byte[0] : record.key();
    ByteBuffer bytes = ByteBuffer.allocate(LONGEST_TOPIC + 1 + key.length);
    bytes.put(record.topic().getBytes(StandardCharsets.US_ASCII)).put((byte) 0).put(key).flip();
    MessageDigest digest = sha256();
    digest.update(bytes);
    return ByteBuffer.wrap(digest.digest()).getLong();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
