package dev.streamflow.localstack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The containers of a stack: this JVM alone knows of them. */
final class StackContainers {

  private final Path logs;
  private final Map<String, ManagedContainer> byName = new ConcurrentHashMap<>();

  StackContainers(Path logs) {
    this.logs = logs;
  }

  /** Starts a container, for the first time or again; returns when it is ready. */
  void start(ContainerSpec spec) throws InterruptedException {
    ManagedContainer container =
        byName.computeIfAbsent(spec.name(), _ -> new ManagedContainer(spec, logs));
    if (container.isAlive()) {
      throw new LocalStackException(spec.name() + " runs already");
    }
    container.start();
  }

  List<ManagedContainer> all() {
    return List.copyOf(byName.values());
  }

  Optional<ManagedContainer> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Ends and removes all of them with their data. */
  void remove() {
    all().parallelStream().forEach(ManagedContainer::remove);
  }
}
