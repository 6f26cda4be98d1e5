package dev.streamflow.engine.consumer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Event ids that share a set in Redis: those of one minute, by the time in the id (UUIDv7), and of
 * one of a few parts, which a cluster can keep on different nodes. A set is asked about all of them
 * at once, where single keys cost a command each.
 *
 * @param key the set's key
 */
record Bucket(String key, List<UUID> ids) {

  private static final int PARTS = 4;

  /** Sorts ids into their buckets. */
  static Collection<Bucket> of(Collection<UUID> ids, String prefix) {
    Map<String, Bucket> buckets = new HashMap<>();
    for (UUID id : ids) {
      String key = prefix + ":" + minuteOf(id) + ":" + partOf(id);
      buckets.computeIfAbsent(key, _ -> new Bucket(key, new ArrayList<>())).ids.add(id);
    }
    return buckets.values();
  }

  private static long minuteOf(UUID id) {
    return TimeUnit.MILLISECONDS.toMinutes(id.getMostSignificantBits() >>> 16);
  }

  private static long partOf(UUID id) {
    return Long.remainderUnsigned(id.getLeastSignificantBits(), PARTS);
  }

  byte[] name() {
    return key.getBytes(StandardCharsets.UTF_8);
  }

  byte[][] members() {
    return ids.stream().map(Bucket::bytesOf).toArray(byte[][]::new);
  }

  private static byte[] bytesOf(UUID id) {
    return ByteBuffer.allocate(Long.BYTES * 2)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  /** The ids for which the answer is yes. */
  List<UUID> those(List<Boolean> answers) {
    return IntStream.range(0, ids.size()).filter(answers::get).mapToObj(ids::get).toList();
  }
}
