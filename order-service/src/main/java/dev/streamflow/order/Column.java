package dev.streamflow.order;

import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * One column of several rows, as a parameter for {@code unnest}. Arrays of these classes, and not
 * of {@code Object}, are sent as they are; the driver would write all others as one long text. It
 * has no binary form for an array of UUIDs, so the statement casts them: {@code ?::uuid[]}.
 */
final class Column {

  private Column() {}

  static SqlArrayValue uuids(Collection<UUID> values) {
    return uuids(values, Function.identity());
  }

  static <T> SqlArrayValue uuids(Collection<T> rows, Function<T, UUID> value) {
    return texts(rows, row -> value.apply(row).toString());
  }

  static <T> SqlArrayValue texts(Collection<T> rows, Function<T, @Nullable String> value) {
    return of("text", rows, value, String[]::new);
  }

  static <T> SqlArrayValue longs(Collection<T> rows, Function<T, Long> value) {
    return of("int8", rows, value, Long[]::new);
  }

  static <T> SqlArrayValue ints(Collection<T> rows, Function<T, Integer> value) {
    return of("int4", rows, value, Integer[]::new);
  }

  static <T> SqlArrayValue times(Collection<T> rows, Function<T, @Nullable Instant> value) {
    return of("timestamptz", rows, value, Instant[]::new);
  }

  private static <T, V> SqlArrayValue of(
      String type,
      Collection<T> rows,
      Function<T, ? extends @Nullable V> value,
      IntFunction<@Nullable V[]> array) {
    return new SqlArrayValue(type, (Object[]) rows.stream().map(value).toArray(array));
  }
}
