package dev.streamflow.engine.autoconfigure;

import dev.streamflow.engine.consumer.RegistryCheck;
import dev.streamflow.schemas.SchemaRegistryClient;
import dev.streamflow.schemas.TopicCatalogue;
import dev.streamflow.schemas.TrustedEvents;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.Schema;

/** Looks up every schema that this service reads, all at once: consumers wait for the answer. */
final class RegistryProbe implements RegistryCheck {

  /**
   * So long a good answer is believed. Records that nobody can read come in swarms, and to ask for
   * every schema about each of them would hold up the good ones.
   */
  private static final Duration BELIEVED_FOR = Duration.ofSeconds(1);

  private final SchemaRegistryClient registry;
  private final Map<String, Schema> schemas = new HashMap<>();
  private volatile long believedUntilNanos = System.nanoTime();

  RegistryProbe(String service, TopicCatalogue catalogue, SchemaRegistryClient registry) {
    this.registry = registry;
    catalogue
        .readBy(service)
        .forEach(
            (topic, types) ->
                types.stream()
                    .map(TrustedEvents::schemaOf)
                    .forEach(
                        schema ->
                            schemas.put(SchemaRegistryClient.subjectOf(topic, schema), schema)));
    if (schemas.isEmpty()) {
      throw new IllegalStateException(service + " reads no event type in topics.yaml");
    }
  }

  @Override
  public boolean wasComplete() {
    return System.nanoTime() - believedUntilNanos < 0;
  }

  @Override
  public boolean isComplete() {
    long askedAtNanos = System.nanoTime();
    boolean isComplete = knowsAll();
    if (isComplete) {
      believedUntilNanos = askedAtNanos + BELIEVED_FOR.toNanos();
    }
    return isComplete;
  }

  private boolean knowsAll() {
    List<Callable<Boolean>> questions =
        schemas.entrySet().stream()
            .map(each -> (Callable<Boolean>) () -> registry.knows(each.getKey(), each.getValue()))
            .toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> answer : threads.invokeAll(questions)) {
        if (!answer.get()) {
          return false;
        }
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      return false;
    }
  }
}
