package dev.streamflow.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.springframework.dao.OptimisticLockingFailureException;

/**
 * One row per key. A row that is there is locked; one that is not cannot be, so it is inserted at
 * the end, and who comes second there works again with what the first has written.
 */
final class KeyedRows<K, S> implements WorkingSet<S> {

  private final Map<K, S> locked;
  private final Map<K, S> blanks = new HashMap<>();
  private final Map<K, S> changed = new LinkedHashMap<>();
  private final Function<Input, K> key;
  private final Function<Input, S> blank;
  private final ToIntFunction<List<S>> insert;
  private final Consumer<List<S>> update;

  KeyedRows(
      Map<K, S> locked,
      Function<Input, K> key,
      Function<Input, S> blank,
      ToIntFunction<List<S>> insert,
      Consumer<List<S>> update) {
    this.locked = locked;
    this.key = key;
    this.blank = blank;
    this.insert = insert;
    this.update = update;
  }

  @Override
  public S get(Input input) {
    K itsKey = key.apply(input);
    S state = changed.get(itsKey);
    if (state == null) {
      state = locked.get(itsKey);
    }
    return state == null ? blanks.computeIfAbsent(itsKey, _ -> blank.apply(input)) : state;
  }

  @Override
  public void put(Input input, S state) {
    if (get(input) != state) {
      changed.put(key.apply(input), state);
    }
  }

  @Override
  public void write() {
    List<S> known = new ArrayList<>();
    List<S> begun = new ArrayList<>();
    changed.forEach((its, state) -> (locked.containsKey(its) ? known : begun).add(state));
    if (!begun.isEmpty() && insert.applyAsInt(begun) < begun.size()) {
      throw new OptimisticLockingFailureException("somebody else has begun the same row just now");
    }
    if (!known.isEmpty()) {
      update.accept(known);
    }
  }
}
