package dev.streamflow.engine;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.springframework.dao.OptimisticLockingFailureException;

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

  /**
   * Writes what was changed, in batches. Called once, at the end of the transaction.
   *
   * @throws OptimisticLockingFailureException if somebody else has begun one of the rows meanwhile:
   *     the batch is processed again, and finds it
   */
  void write();

  /**
   * The usual case: one row per key, which begins with the first input that names it.
   *
   * @param locked the rows that are there, locked
   * @param key which row an input is about, such as {@code Input::orderId}
   * @param blank what the row of an input is where there is none yet; not written unless changed
   * @param insert takes the new rows, each once, in the order of their first change, and returns
   *     how many were inserted; those that somebody else has inserted meanwhile are left out
   * @param update takes the rows that were there and were changed, likewise
   */
  static <K, S> WorkingSet<S> keyed(
      Map<K, S> locked,
      Function<Input, K> key,
      Function<Input, S> blank,
      ToIntFunction<List<S>> insert,
      Consumer<List<S>> update) {
    return new KeyedRows<>(locked, key, blank, insert, update);
  }

  /**
   * One row per key, and none begins here.
   *
   * @param locked the locked rows; there must be one for the key of every input
   * @param key which row an input is about, such as {@code Input::orderId}
   * @param update takes the rows that were changed, each once, in the order of their first change;
   *     not called if there are none
   */
  static <K, S> WorkingSet<S> keyed(
      Map<K, S> locked, Function<Input, K> key, Consumer<List<S>> update) {
    Function<Input, S> missing =
        input -> {
          throw new IllegalStateException("no row is loaded for " + key.apply(input));
        };
    return new KeyedRows<>(locked, key, missing, rows -> rows.size(), update);
  }
}
