package dev.streamflow.schemas.contract;

/** What every contract and the catalogue keep to. A broken rule fails the build. */
enum Rule {
  FIELD_ADDED_WITHOUT_DEFAULT("a new field needs a default, for records written before it"),
  FIELD_REMOVED_WITHOUT_DEFAULT("only a field with a default may go, readers of before need it"),
  FIELD_RENAMED("a field keeps its name: readers of before do not know the alias"),
  TYPE_CHANGED("a field keeps its type: add a field of the new type with a default instead"),
  ENUM_SYMBOL_ADDED_WITHOUT_DEFAULT("readers of before need a default for a symbol they miss"),
  ENUM_SYMBOL_REMOVED_WITHOUT_DEFAULT("records of before need a default for a symbol that went"),
  TYPE_RENAMED("records and enums keep their full name"),
  RECORD_VANISHED("a released record stays in its topic as long as anyone may read it"),
  RECORD_MOVED("a released record stays in its topic: consumers look for it there"),
  NOT_RELEASED("every version of a contract is in the history before it is built"),
  NO_CONTRACT("every event type of topics.yaml has a contract"),
  NOT_IN_CATALOGUE("every record is an event type of topics.yaml or part of one"),
  IN_SEVERAL_TOPICS("an event type is written to one topic"),
  FIELD_MISSING("every event has event_id, occurred_at, user_id, order_id and its topic's key"),
  PARTITIONS_DIFFER("event topics have equally many partitions, so that users stay together"),
  UNKNOWN_SERVICE("owners and readers are services that have a dead letter topic");

  private final String sentence;

  Rule(String sentence) {
    this.sentence = sentence;
  }

  String sentence() {
    return sentence;
  }
}
