package dev.streamflow.order;

import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SqlArrayValue;

/** One column of several rows, as a parameter for {@code unnest}. */
final class Column {

  private Column() {}

  static SqlArrayValue uuids(Collection<UUID> values) {
    return uuids(values, Function.identity());
  }

  static <T> SqlArrayValue uuids(Collection<T> rows, Function<T, UUID> value) {
    return of("uuid", rows, value);
  }

  static <T> SqlArrayValue texts(Collection<T> rows, Function<T, @Nullable String> value) {
    return of("text", rows, value);
  }

  static <T> SqlArrayValue longs(Collection<T> rows, Function<T, Long> value) {
    return of("int8", rows, value);
  }

  static <T> SqlArrayValue ints(Collection<T> rows, Function<T, Integer> value) {
    return of("int4", rows, value);
  }

  static <T> SqlArrayValue times(Collection<T> rows, Function<T, @Nullable Instant> value) {
    return of("timestamptz", rows, value);
  }

  private static <T> SqlArrayValue of(
      String type, Collection<T> rows, Function<T, ? extends @Nullable Object> value) {
    return new SqlArrayValue(type, rows.stream().map(value).toArray());
  }
}
