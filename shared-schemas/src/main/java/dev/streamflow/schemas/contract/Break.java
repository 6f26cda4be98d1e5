package dev.streamflow.schemas.contract;

/**
 * A rule that is broken, and where.
 *
 * @param where topic, record and path of the field, as far as they apply
 * @param detail what was found
 */
record Break(Place where, Rule rule, String detail) {

  /** Empty parts do not apply. */
  record Place(String topic, String record, String field) {

    static Place topic(String topic) {
      return new Place(topic, "", "");
    }

    static Place record(String topic, String record) {
      return new Place(topic, record, "");
    }

    Place field(String path) {
      return new Place(topic, record, path);
    }

    @Override
    public String toString() {
      return String.join(" ", topic, record, field).strip();
    }
  }

  @Override
  public String toString() {
    return "%s: %s (%s: %s)".formatted(where, detail, rule, rule.sentence());
  }
}
