package dev.streamflow.systemtests.faults.poison;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Says which groups can process a record, by the written contracts, Avro's generic reader and
 * nothing of the code under test.
 */
final class PoisonOracle {
  private static final int PREFIX_BYTES = 1 + Integer.BYTES;
  private static final Duration OLDEST = Duration.ofDays(14);
  private static final Duration FARTHEST_AHEAD = Duration.ofDays(1);
  private static final int UUID_VERSION = 7;
  private static final int UUID_VARIANT = 2;
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  private final Contracts contracts;
  private final Instant now;
  private final Predicate<UUID> wasPlaced;

  /** Why a record is no event. */
  private static final class NoEvent extends Exception {
    NoEvent(String why) {
      super(why);
    }
  }

  /**
   * @param now what event ids are too old or too far ahead for
   * @param wasPlaced whether there is an order of this id
   */
  PoisonOracle(Contracts contracts, Instant now, Predicate<UUID> wasPlaced) {
    this.contracts = contracts;
    this.now = now;
    this.wasPlaced = wasPlaced;
  }

  /** A group reads a record if it reads the type that the header states, or if none is stated. */
  Verdict judge(RawRecord kafkaRecord) {
    Header header = kafkaRecord.headers().lastHeader("ce_type");
    if (header == null || header.value() == null) {
      return Verdict.rejectedBy(contracts.readersOf(kafkaRecord.topic()));
    }
    String type = new String(header.value(), UTF_8);
    Set<String> readers = contracts.readersOf(kafkaRecord.topic(), type);
    try {
      GenericRecord event = eventIn(kafkaRecord, type);
      return new Verdict(
          readers,
          readers.stream()
              .filter(reader -> !canProcess(reader, event))
              .collect(toUnmodifiableSet()));
    } catch (NoEvent e) {
      return Verdict.rejectedBy(readers);
    }
  }

  private GenericRecord eventIn(RawRecord kafkaRecord, String type) throws NoEvent {
    GenericRecord event = read(kafkaRecord.value());
    require(event.getSchema().getFullName().equals(type), "of another type");
    byte[] user = event.get("user_id").toString().getBytes(UTF_8);
    require(Arrays.equals(user, kafkaRecord.key()), "keyed by something else");
    UUID id = uuid(event, "event_id");
    require(id.version() == UUID_VERSION && id.variant() == UUID_VARIANT, "no UUIDv7");
    Instant made = Instant.ofEpochMilli(id.getMostSignificantBits() >>> Short.SIZE);
    require(!made.isBefore(now.minus(OLDEST)), "too old");
    require(!made.isAfter(now.plus(FARTHEST_AHEAD)), "too far ahead");
    uuid(event, "order_id");
    return event;
  }

  private GenericRecord read(byte @Nullable [] value) throws NoEvent {
    require(value != null && value.length >= PREFIX_BYTES && value[0] == 0, "no schema id");
    Contract contract =
        contracts
            .ofSchema(ByteBuffer.wrap(value).getInt(1))
            .orElseThrow(() -> new NoEvent("of an unknown schema"));
    BinaryDecoder body =
        DecoderFactory.get().binaryDecoder(value, PREFIX_BYTES, value.length - PREFIX_BYTES, null);
    try {
      GenericRecord event =
          new GenericDatumReader<GenericRecord>(contract.schema()).read(null, body);
      require(body.isEnd(), "followed by more");
      return event;
    } catch (IOException | RuntimeException e) {
      throw new NoEvent("cut off or garbled: " + e);
    }
  }

  /** What a group makes of an event depends on what it does with it. */
  private boolean canProcess(String reader, GenericRecord event) {
    return switch (reader + " reads " + event.getSchema().getName()) {
      case "inventory-service reads OrderCreated" -> hasGoods(event);
      case "payment-service reads StockReserved" -> hasPrice(event);
      default ->
          !reader.equals("order-service")
              || wasPlaced.test(UUID.fromString(event.get("order_id").toString()));
    };
  }

  private static boolean hasGoods(GenericRecord event) {
    List<?> lines = (List<?>) event.get("lines");
    return !lines.isEmpty()
        && lines.stream().allMatch(line -> (int) ((GenericRecord) line).get("quantity") > 0);
  }

  private static boolean hasPrice(GenericRecord event) {
    GenericRecord total = (GenericRecord) event.get("total");
    return (long) total.get("amount_minor") > 0
        && CURRENCY.matcher(total.get("currency").toString()).matches();
  }

  private static UUID uuid(GenericRecord event, String field) throws NoEvent {
    String text = event.get(field).toString();
    require(UUID_TEXT.matcher(text).matches(), field + " is no UUID");
    return UUID.fromString(text);
  }

  private static void require(boolean met, String otherwise) throws NoEvent {
    if (!met) {
      throw new NoEvent(otherwise);
    }
  }
}
