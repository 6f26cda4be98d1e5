package dev.streamflow.systemtests.faults.poison;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Draws records of every kind of poison, most of them valid records of every event type with one
 * thing wrong. A seed and a day decide about every byte.
 */
final class PoisonGenerator {
  private static final List<PoisonKind> USUAL =
      Arrays.stream(PoisonKind.values()).filter(kind -> kind != PoisonKind.OVERSIZED).toList();

  /** One in so many is as large as possible: more would be a test of the disk. */
  private static final int OVERSIZED_EVERY = 500;

  /** Kafka's default limit of a batch, less what key, headers and framing take. */
  private static final int LARGEST_VALUE = 1024 * 1024 - 1024;

  private static final int MOST_BYTES = 300;
  private static final int MOST_TRAILING_BYTES = 32;
  private static final int FARTHEST_DAYS = 1000;
  private static final Duration TOO_OLD = Duration.ofDays(20);
  private static final Duration TOO_FAR_AHEAD = Duration.ofDays(3);
  private static final String TYPE = "ce_type";

  private final Contracts contracts;
  private final Random random;
  private final ValidRecords valid;
  private final Instant day;
  private int drawn;

  /**
   * @param day when the records say that they were made; not far from now
   */
  PoisonGenerator(Contracts contracts, long seed, Instant day) {
    this.contracts = contracts;
    this.random = new Random(seed);
    this.day = day;
    this.valid = new ValidRecords(random, day);
  }

  /** A record that was made to be poison; the oracle says whether it is. */
  record Candidate(PoisonKind kind, RawRecord content) {}

  /** The next one; the kinds take turns. */
  Candidate next() {
    drawn++;
    PoisonKind kind =
        drawn % OVERSIZED_EVERY == 0 ? PoisonKind.OVERSIZED : USUAL.get(drawn % USUAL.size());
    return new Candidate(
        kind, draw(kind, contracts.all().get(random.nextInt(contracts.all().size()))));
  }

  RawRecord draw(PoisonKind kind, Contract contract) {
    RawRecord good = valid.draw(contract, event -> change(kind, event));
    return switch (kind) {
      case RANDOM_BYTES -> good.withValue(bytes(random.nextInt(MOST_BYTES)));
      case NULL_VALUE -> good.withValue(null);
      case TRUNCATED -> good.withValue(resized(good, random.nextInt(good.value().length)));
      case TRAILING_BYTES -> withTrailing(good, random.nextInt(1, MOST_TRAILING_BYTES));
      case BAD_MAGIC_BYTE ->
          good.withValue(edited(good).put((byte) random.nextInt(1, 256)).array());
      case UNKNOWN_SCHEMA_ID -> good.withValue(edited(good).putInt(1, random.nextInt()).array());
      case FLIPPED_BIT -> good.withValue(flipped(good.value().clone()));
      case MISSING_KEY -> good.withKey(null);
      case ODD_KEY -> good.withKey(bytes(random.nextInt(MOST_BYTES)));
      case KEY_OF_ANOTHER_USER ->
          good.withKey((new String(good.key(), UTF_8) + "0").getBytes(UTF_8));
      case MISSING_TYPE -> good.withHeader(TYPE, null);
      case ODD_HEADERS -> new RawRecord(good.topic(), good.key(), good.value(), oddHeaders());
      case ANOTHER_TYPE -> good.withHeader(TYPE, anotherTypeThan(contract).getBytes(UTF_8));
      case OVERSIZED ->
          withTrailing(
              good, random.nextInt(LARGEST_VALUE / 2, LARGEST_VALUE) - good.value().length);
      case ID_NO_UUID_V7, ID_TOO_OLD, ID_TOO_FAR_AHEAD, INVALID_DATA -> good;
    };
  }

  /** What is wrong with the event itself, and not with its bytes. */
  private void change(PoisonKind kind, GenericRecord event) {
    switch (kind) {
      case ID_NO_UUID_V7 -> event.put("event_id", noUuidV7());
      case ID_TOO_OLD -> event.put("event_id", idOf(day.minus(TOO_OLD).minus(someDays())));
      case ID_TOO_FAR_AHEAD ->
          event.put("event_id", idOf(day.plus(TOO_FAR_AHEAD).plus(someDays())));
      case INVALID_DATA -> spoil(event);
      default -> {
        // The event is left as it is.
      }
    }
  }

  private String noUuidV7() {
    UUID id = valid.uuidV7(day);
    return switch (random.nextInt(3)) {
      case 0 ->
          new UUID(id.getMostSignificantBits() ^ 0x3000, id.getLeastSignificantBits()).toString();
      case 1 ->
          new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() >>> 2).toString();
      default -> "no-" + id;
    };
  }

  private String idOf(Instant time) {
    return valid.uuidV7(time).toString();
  }

  private Duration someDays() {
    return Duration.ofDays(random.nextInt(FARTHEST_DAYS));
  }

  private void spoil(GenericRecord event) {
    switch (event.getSchema().getName()) {
      case "OrderCreated" -> {
        List<?> lines = (List<?>) event.get("lines");
        ((GenericRecord) lines.getLast()).put("quantity", -random.nextInt(MOST_BYTES));
      }
      case "StockReserved" -> {
        GenericRecord total = (GenericRecord) event.get("total");
        if (random.nextBoolean()) {
          total.put("amount_minor", -random.nextLong(Long.MAX_VALUE));
        } else {
          total.put("currency", "usd");
        }
      }
      default -> {
        // It tells of an order that does not exist.
      }
    }
  }

  private String anotherTypeThan(Contract contract) {
    List<Contract> others =
        contracts.in(contract.topic()).stream().filter(other -> !other.equals(contract)).toList();
    return others.get(random.nextInt(others.size())).type();
  }

  /** Names and contents that are hard to store; one that dead letters use themselves. */
  private Headers oddHeaders() {
    return new RecordHeaders()
        .add("", bytes(random.nextInt(MOST_BYTES)))
        .add("nul\0in the name", new byte[] {0, 'x', 0})
        .add("null", null)
        .add("twice", bytes(1))
        .add("twice", bytes(2))
        .add("kafka_dlt-original-offset", bytes(random.nextInt(MOST_BYTES)));
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] resized(RawRecord good, int length) {
    return Arrays.copyOf(good.value(), length);
  }

  private RawRecord withTrailing(RawRecord good, int length) {
    byte[] longer = resized(good, good.value().length + length);
    System.arraycopy(bytes(length), 0, longer, good.value().length, length);
    return good.withValue(longer);
  }

  private static ByteBuffer edited(RawRecord good) {
    return ByteBuffer.wrap(good.value().clone());
  }

  private byte[] flipped(byte[] value) {
    int bit = random.nextInt(value.length * Byte.SIZE);
    value[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
    return value;
  }
}
