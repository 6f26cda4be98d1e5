package dev.streamflow.inventory.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Locked rows of one table, and which of them have been changed. */
final class Rows<K, V> {

  private final Map<K, V> all;
  private final Map<K, V> changed = new LinkedHashMap<>();

  Rows(Map<K, V> locked) {
    all = new HashMap<>(locked);
  }

  @Nullable V get(K key) {
    return all.get(key);
  }

  void put(K key, V row) {
    if (all.put(key, row) != row) {
      changed.put(key, row);
    }
  }

  void writeChanged(Consumer<Collection<V>> write) {
    if (!changed.isEmpty()) {
      write.accept(changed.values());
    }
  }
}
