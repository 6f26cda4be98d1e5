package dev.streamflow.engine;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * What follows from one input: the state after it, the events to publish, the calls to make.
 * Immutable. All of it is written in the transaction of the batch, or nothing.
 *
 * @param state the state after the input; the same instance if nothing changed
 * @param events what happened because of it, published through the outbox in this order
 * @param calls what to ask of other systems once the transaction is committed
 */
public record Decision<S>(S state, List<SpecificRecord> events, List<Call> calls) {

  public Decision {
    events = List.copyOf(events);
    calls = List.copyOf(calls);
  }

  /** The input leaves this state, and nothing else follows yet. */
  public static <S> Decision<S> of(S state) {
    return new Decision<>(state, List.of(), List.of());
  }

  /** The same decision, which also publishes an event. */
  public Decision<S> emit(SpecificRecord event) {
    return new Decision<>(state, with(events, event), calls);
  }

  /** The same decision, which also asks for a call. */
  public Decision<S> call(Call call) {
    return new Decision<>(state, events, with(calls, call));
  }

  private static <T> List<T> with(List<T> list, T added) {
    List<T> longer = new ArrayList<>(list);
    longer.add(added);
    return longer;
  }
}
