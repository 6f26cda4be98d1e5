package dev.streamflow.engine;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Something that happened outside the service and that it decides on: an event, or an answer. */
public sealed interface Input {

  /** The order that it is about. */
  UUID orderId();

  /** The user whose order it is: the partition key of everything that follows from it. */
  String userId();

  /** The event itself (a generated Avro class), or the answer as the {@link CallClient} gave it. */
  Object payload();

  /** The W3C trace that it belongs to, or null. Whatever follows from it carries the same one. */
  @Nullable String traceparent();

  /**
   * An event read from a topic.
   *
   * @param attempts how often its sender had to try what it tells of
   */
  record Event(SpecificRecord payload, @Nullable String traceparent, int attempts)
      implements Input {

    /** An event whose sender had to try once. */
    public Event(SpecificRecord payload, @Nullable String traceparent) {
      this(payload, traceparent, 1);
    }

    @Override
    public UUID orderId() {
      return (UUID) field("order_id");
    }

    @Override
    public String userId() {
      return (String) field("user_id");
    }

    /** The identity under which duplicates are discarded (UUIDv7). */
    public UUID eventId() {
      return (UUID) field("event_id");
    }

    private Object field(String name) {
      return payload.get(payload.getSchema().getField(name).pos());
    }
  }

  /** The known outcome of a {@link Call} that this service had asked for. */
  record Answer(Call call, Object payload) implements Input {

    @Override
    public UUID orderId() {
      return call.orderId();
    }

    @Override
    public String userId() {
      return call.userId();
    }

    @Override
    public @Nullable String traceparent() {
      return call.traceparent();
    }
  }

  /** The orders that the inputs are about: the keys of most rows. */
  static Set<UUID> ordersOf(Collection<Input> inputs) {
    return inputs.stream().map(Input::orderId).collect(Collectors.toSet());
  }
}
