package dev.streamflow.systemtests.faults.poison;

/** What makes a record poison. */
enum PoisonKind {
  RANDOM_BYTES("random bytes"),
  NULL_VALUE("null value"),
  TRUNCATED("truncated"),
  TRAILING_BYTES("trailing bytes"),
  BAD_MAGIC_BYTE("bad magic byte"),
  UNKNOWN_SCHEMA_ID("unknown schema id"),
  FLIPPED_BIT("one bit flipped"),
  MISSING_KEY("no key"),
  ODD_KEY("odd key"),
  KEY_OF_ANOTHER_USER("key of another user"),
  MISSING_TYPE("no ce_type"),
  ODD_HEADERS("no ce_type, odd headers"),
  ANOTHER_TYPE("ce_type of another type"),
  ID_NO_UUID_V7("event id no UUIDv7"),
  ID_TOO_OLD("event id too old"),
  ID_TOO_FAR_AHEAD("event id too far ahead"),
  INVALID_DATA("invalid data"),
  OVERSIZED("as large as Kafka takes");

  private final String words;

  PoisonKind(String words) {
    this.words = words;
  }

  /** For people. */
  String words() {
    return words;
  }
}
