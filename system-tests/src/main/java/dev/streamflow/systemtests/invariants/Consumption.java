package dev.streamflow.systemtests.invariants;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.streamflow.schemas.Topic;
import dev.streamflow.schemas.TopicCatalogue;
import dev.streamflow.systemtests.witness.Journal;
import dev.streamflow.systemtests.witness.PublishedEvent;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Who has to deal with an event, and who has. */
final class Consumption {
  private final Map<String, Topic> topics =
      TopicCatalogue.load().eventTopics().stream().collect(toMap(Topic::name, topic -> topic));

  /** The groups that must deal with it: the readers of its type, or all if it has no known one. */
  Collection<String> readersOf(PublishedEvent event) {
    Map<String, List<String>> readersByType = topics.get(event.position().topic()).events();
    List<String> readers = readersByType.get(event.type());
    return readers != null
        ? readers
        : readersByType.values().stream().flatMap(List::stream).collect(toUnmodifiableSet());
  }

  /**
   * What a group has dealt with: applied, parked, or given up on. A record that repeats an event is
   * dealt with by way of the first; one that cannot be read is known by its position alone.
   */
  static final class Done {
    private final Set<UUID> events;
    private final Journal journal;

    Done(Journal journal, Collection<PublishedEvent> all) {
      this.journal = journal;
      this.events = new HashSet<>(journal.applied());
      all.stream()
          .filter(event -> journal.hasPutAside(event.position()))
          .map(PublishedEvent::eventId)
          .forEach(events::add);
      events.remove(PublishedEvent.NO_ID);
    }

    boolean contains(PublishedEvent event) {
      return events.contains(event.eventId()) || journal.hasPutAside(event.position());
    }
  }
}
