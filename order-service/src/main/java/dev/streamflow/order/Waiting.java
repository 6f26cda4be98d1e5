package dev.streamflow.order;

import dev.streamflow.order.OrderHistory.RecordedStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an order waits for.
 *
 * @param service who owes an answer
 * @param events the types of event of which each is that answer
 * @param since when the order came to wait for it
 */
public record Waiting(String service, List<String> events, Instant since) {

  public Waiting {
    events = List.copyOf(events);
  }

  /**
   * The answers that are outstanding: while the order is pending, one of the participant whose turn
   * it is; once it is cancelled, one of each that has not yet told what it has undone.
   */
  static List<Waiting> of(Order order, Collection<RecordedStep> steps) {
    Map<String, Instant> recorded = new HashMap<>();
    steps.forEach(step -> recorded.putIfAbsent(step.step().type(), step.recordedAt()));
    return switch (order.status()) {
      case PENDING -> forTheNextStep(order, recorded);
      case CONFIRMED -> List.of();
      case CANCELLED -> forCompensations(order, recorded);
    };
  }

  /** Steps may come in any order: the one that comes last in the flow counts. */
  private static List<Waiting> forTheNextStep(Order order, Map<String, Instant> recorded) {
    Instant since = order.placedAt();
    Participant next = Participant.INVENTORY;
    for (Participant participant : List.of(Participant.INVENTORY, Participant.PAYMENT)) {
      if (recorded.containsKey(participant.success)) {
        since = recorded.get(participant.success);
        next = Participant.values()[participant.ordinal() + 1];
      }
    }
    return List.of(new Waiting(next.service, List.of(next.success, next.failure), since));
  }

  private static List<Waiting> forCompensations(Order order, Map<String, Instant> recorded) {
    List<Waiting> outstanding = new ArrayList<>();
    for (Participant participant : Participant.values()) {
      if (!recorded.containsKey(participant.compensation)) {
        outstanding.add(
            new Waiting(
                participant.service, List.of(participant.compensation), order.finishedAt()));
      }
    }
    return outstanding;
  }
}
