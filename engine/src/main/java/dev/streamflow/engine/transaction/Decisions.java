package dev.streamflow.engine.transaction;

import static dev.streamflow.engine.failpoint.Failpoint.STATE_LOCKED;
import static dev.streamflow.engine.failpoint.Failpoint.STATE_WRITTEN;

import dev.streamflow.engine.Call;
import dev.streamflow.engine.Decision;
import dev.streamflow.engine.EventHandler;
import dev.streamflow.engine.Input;
import dev.streamflow.engine.WorkingSet;
import dev.streamflow.engine.outbox.EventRecords;
import dev.streamflow.engine.outbox.OutboxRecord;
import dev.streamflow.engine.outbox.OutboxTable;
import java.util.ArrayList;
import java.util.List;

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
   * Applies inputs in their order. What is not admitted, or fails, leaves no trace.
   *
   * @throws RuntimeException if the state cannot be loaded or written: nothing can be committed
   *     then
   */
  public void apply(List<Input> inputs, Admission admission) {
    if (!inputs.isEmpty()) {
      apply(handler, inputs, admission);
    }
  }

  private <S> void apply(EventHandler<S> handler, List<Input> inputs, Admission admission) {
    WorkingSet<S> rows = handler.load(inputs);
    STATE_LOCKED.reach();
    admission.stateIsLocked();
    List<OutboxRecord> events = new ArrayList<>();
    List<Call> newCalls = new ArrayList<>();
    for (Input input : inputs) {
      if (admission.admits(input)) {
        try {
          Decision<S> decision = handler.decide(rows.get(input), input);
          events.addAll(recordsOf(decision, input, admission.attempt(input)));
          decision.calls().forEach(call -> newCalls.add(call.tracedBy(input.traceparent())));
          rows.put(input, decision.state());
        } catch (RuntimeException e) {
          admission.failed(input, e);
        }
      }
    }
    rows.write();
    STATE_WRITTEN.reach();
    outbox.append(events);
    calls.add(newCalls);
  }

  private List<OutboxRecord> recordsOf(Decision<?> decision, Input input, int attempt) {
    return decision.events().stream()
        .map(event -> eventRecords.of(event, input.traceparent(), attempt))
        .toList();
  }
}
