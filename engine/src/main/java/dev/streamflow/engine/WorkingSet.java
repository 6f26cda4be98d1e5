package dev.streamflow.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The rows that one transaction works on: loaded and locked at once, changed in memory input by
 * input, written at once.
 *
 * @param <S> the state that one input is decided on
 */
public interface WorkingSet<S> {

  /** The state for an input, as the inputs before it in the batch have left it. */
  S get(Input input);

  /** Keeps what was decided on an input, for the inputs after it and for {@link #write}. */
  void put(Input input, S state);

  /** Writes what was changed, in batches. Called once, at the end of the transaction. */
  void write();

  /**
   * The usual case: one row per key.
   *
   * @param loaded the locked rows; there must be one for the key of every input
   * @param key which row an input is about, such as {@code Input::orderId}
   * @param write takes the rows that were changed, each once, in the order of their first change;
   *     not called if there are none
   */
  static <K, S> WorkingSet<S> keyed(
      Map<K, S> loaded, Function<Input, K> key, Consumer<List<S>> write) {
    Map<K, S> rows = new HashMap<>(loaded);
    Set<K> changed = new LinkedHashSet<>();
    return new WorkingSet<>() {
      @Override
      public S get(Input input) {
        return rows.get(key.apply(input));
      }

      @Override
      public void put(Input input, S state) {
        if (rows.put(key.apply(input), state) != state) {
          changed.add(key.apply(input));
        }
      }

      @Override
      public void write() {
        if (!changed.isEmpty()) {
          List<S> states = new ArrayList<>(changed.size());
          changed.forEach(changedKey -> states.add(rows.get(changedKey)));
          write.accept(states);
        }
      }
    };
  }
}
