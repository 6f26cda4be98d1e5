package dev.streamflow.engine.consumer;

import dev.streamflow.engine.Input;
import dev.streamflow.engine.transaction.Admission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes out of a transaction the events that fail, and for now also those behind them: the later
 * ones of the same key, so that nothing overtakes. The others go on.
 */
final class Diversion implements Admission {

  private final Map<Input, Attempted> byInput = new IdentityHashMap<>();
  private final Set<Long> stopped;
  private final ParkingSettings settings;

  private final List<Input> candidates = new ArrayList<>();
  private final List<ConsumedEvent> applied = new ArrayList<>();
  private final List<Attempted> failed = new ArrayList<>();
  private final List<Attempted> behind = new ArrayList<>();
  private final List<Attempted> held = new ArrayList<>();
  private final List<DeadLetter> givenUp = new ArrayList<>();

  /**
   * @param events in the order of their offsets per key
   * @param parkedKeys those keys of the events that have to wait behind what is parked
   */
  Diversion(List<Attempted> events, Set<Long> parkedKeys, ParkingSettings settings) {
    this.stopped = new HashSet<>(parkedKeys);
    this.settings = settings;
    for (Attempted event : events) {
      if (parkedKeys.contains(event.keyHash())) {
        behind.add(event);
      } else {
        byInput.put(event.event().input(), event);
        candidates.add(event.event().input());
      }
    }
  }

  @Override
  public boolean admits(Input input) {
    Attempted event = byInput.get(input);
    boolean isFree = !stopped.contains(event.keyHash());
    if (isFree) {
      applied.add(event.event());
    } else {
      behind.add(event);
    }
    return isFree;
  }

  @Override
  public int attempt(Input input) {
    return byInput.get(input).attempt() + 1;
  }

  @Override
  public void failed(Input input, RuntimeException cause) {
    applied.removeLast();
    Attempted event = byInput.get(input).again(cause);
    if (event.isHopeless(settings)) {
      givenUp.add(DeadLetter.of(event, cause));
      if (settings.holds(event.event())) {
        held.add(event);
        stopped.add(event.keyHash());
      }
    } else {
      failed.add(event);
      stopped.add(event.keyHash());
    }
  }

  /** None of the candidates is applied: the transaction with them has failed. */
  void failAll(RuntimeException cause) {
    for (Input input : candidates) {
      if (admits(input)) {
        failed(input, cause);
      }
    }
  }

  /** What to decide on: the inputs of all events but those whose key is parked. */
  List<Input> candidates() {
    return candidates;
  }

  /** The events whose decisions take effect, in their order. */
  List<ConsumedEvent> applied() {
    return applied;
  }

  /** The events that failed, to be tried again. */
  List<Attempted> failed() {
    return failed;
  }

  /** The events that wait because one before them does. */
  List<Attempted> behind() {
    return behind;
  }

  /** The events that are given up and still stand before those of their key, until a decision. */
  List<Attempted> held() {
    return held;
  }

  /** The events that are never tried again by themselves. */
  List<DeadLetter> givenUp() {
    return givenUp;
  }
}
