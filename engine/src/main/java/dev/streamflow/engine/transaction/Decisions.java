package dev.streamflow.engine.transaction;

import static dev.streamflow.engine.failpoint.Failpoint.STATE_LOCKED;
import static dev.streamflow.engine.failpoint.Failpoint.STATE_WRITTEN;

import dev.streamflow.engine.Call;
import dev.streamflow.engine.Decision;
import dev.streamflow.engine.EventHandler;
import dev.streamflow.engine.Input;
import dev.streamflow.engine.InvalidEvent;
import dev.streamflow.engine.WorkingSet;
import dev.streamflow.engine.outbox.EventRecords;
import dev.streamflow.engine.outbox.OutboxRecord;
import dev.streamflow.engine.outbox.OutboxTable;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Load, decide, write: what every transaction of the engine does, whether its inputs are events or
 * answers. The caller opens the transaction.
 */
public final class Decisions {

  private final EventHandler<?> handler;
  private final EventRecords eventRecords;
  private final OutboxTable outbox;
  private final CallTable calls;

  public Decisions(
      EventHandler<?> handler, EventRecords eventRecords, OutboxTable outbox, CallTable calls) {
    this.handler = handler;
    this.eventRecords = eventRecords;
    this.outbox = outbox;
    this.calls = calls;
  }

  /**
   * Applies inputs in their order.
   *
   * @return the inputs that can never be applied, with the reason; they have left no trace
   */
  public Map<Input, InvalidEvent> apply(List<Input> inputs) {
    return apply(inputs, UnaryOperator.identity());
  }

  /**
   * Applies those inputs that are still wanted once the locks are held.
   *
   * @param admit called with the inputs after their state is locked; returns those to decide on
   */
  public Map<Input, InvalidEvent> apply(List<Input> inputs, UnaryOperator<List<Input>> admit) {
    return inputs.isEmpty() ? Map.of() : apply(handler, inputs, admit);
  }

  private <S> Map<Input, InvalidEvent> apply(
      EventHandler<S> handler, List<Input> inputs, UnaryOperator<List<Input>> admit) {
    WorkingSet<S> rows = handler.load(inputs);
    STATE_LOCKED.reach();
    List<OutboxRecord> events = new ArrayList<>();
    List<Call> newCalls = new ArrayList<>();
    Map<Input, InvalidEvent> rejected = new IdentityHashMap<>();
    for (Input input : admit.apply(inputs)) {
      try {
        Decision<S> decision = handler.decide(rows.get(input), input);
        rows.put(input, decision.state());
        decision.events().forEach(e -> events.add(eventRecords.of(e, input.traceparent())));
        decision.calls().forEach(call -> newCalls.add(call.tracedBy(input.traceparent())));
      } catch (InvalidEvent invalid) {
        rejected.put(input, invalid);
      }
    }
    rows.write();
    STATE_WRITTEN.reach();
    outbox.append(events);
    calls.add(newCalls);
    return rejected;
  }
}
