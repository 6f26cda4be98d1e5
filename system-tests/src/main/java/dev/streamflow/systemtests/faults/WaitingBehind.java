package dev.streamflow.systemtests.faults;

import static java.util.stream.Collectors.groupingBy;

import dev.streamflow.schemas.TopicCatalogue;
import dev.streamflow.systemtests.faults.ParkingLog.Entry;
import dev.streamflow.systemtests.invariants.Finding;
import dev.streamflow.systemtests.invariants.Finding.Violation;
import dev.streamflow.systemtests.witness.Position;
import dev.streamflow.systemtests.witness.PublishedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether exactly the events of the stuck users were parked: per topic one that failed, and all
 * those that came behind it while it did, of which none had been tried.
 */
final class WaitingBehind {

  private final String service;
  private final Collection<String> users;
  private final Duration lasts;
  private final Map<String, Set<String>> read;
  private final List<Violation> violations = new ArrayList<>();

  /**
   * @param service where their events failed
   * @param lasts how long at least
   */
  WaitingBehind(String service, Collection<String> users, Duration lasts) {
    this.service = service;
    this.users = users;
    this.lasts = lasts;
    this.read = TopicCatalogue.load().readBy(service);
  }

  /**
   * @param parked everything that any service has parked
   * @param events all records of the event topics
   */
  Finding check(List<Entry> parked, List<PublishedEvent> events) {
    parked.stream()
        .filter(entry -> !entry.service().equals(service) || !users.contains(entry.key()))
        .map(entry -> violation(entry, "of " + entry.key() + " was parked by " + entry.service()))
        .forEach(violations::add);
    for (String user : users) {
      List<Entry> own = parked.stream().filter(entry -> entry.key().equals(user)).toList();
      checkItStarted(user, own);
      own.stream()
          .collect(groupingBy(entry -> entry.position().topic()))
          .values()
          .forEach(line -> checkLine(line, events));
    }
    int behind = behind(parked);
    String figure = "%,d events waited behind %d that failed";
    return new Finding(
        "stuck",
        "only that user's events wait",
        figure.formatted(behind, parked.size() - behind),
        violations);
  }

  /** How many of the events were not tried before they were parked. */
  static int behind(List<Entry> parked) {
    return (int) parked.stream().filter(entry -> entry.attempt() == 0).count();
  }

  /** How long the first of them was parked. */
  static Duration lasted(List<Entry> parked) {
    return parked.stream()
        .min(Comparator.comparing(Entry::parked))
        .map(Entry::lasted)
        .orElse(Duration.ZERO);
  }

  private void checkItStarted(String user, List<Entry> own) {
    if (behind(own) == 0) {
      violations.add(new Violation(user, "no event waited behind another"));
    }
    if (lasted(own).compareTo(lasts) < 0) {
      String what = "was stuck for %d ms, and should have been for %d";
      violations.add(new Violation(user, what.formatted(lasted(own).toMillis(), lasts.toMillis())));
    }
  }

  /** Of one topic and user, in the order of the offsets. */
  private void checkLine(List<Entry> line, List<PublishedEvent> events) {
    Entry head = line.getFirst();
    if (head.attempt() == 0) {
      violations.add(violation(head, "waited behind nothing"));
    }
    line.stream()
        .skip(1)
        .filter(entry -> entry.attempt() > 0)
        .map(entry -> violation(entry, "was tried before those in front of it"))
        .forEach(violations::add);
    Set<Position> parked = line.stream().map(Entry::position).collect(Collectors.toSet());
    events.stream()
        .filter(event -> event.key().equals(head.key()) && isRead(event))
        .filter(event -> isBetween(event.position(), head, line.getLast()))
        .filter(event -> !parked.contains(event.position()))
        .map(event -> new Violation(event.position().toString(), "did not wait with the others"))
        .forEach(violations::add);
  }

  private boolean isRead(PublishedEvent event) {
    return read.getOrDefault(event.position().topic(), Set.of()).stream()
        .anyMatch(type -> type.endsWith("." + event.type()));
  }

  private static boolean isBetween(Position position, Entry first, Entry last) {
    return position.topic().equals(first.position().topic())
        && position.offset() > first.position().offset()
        && position.offset() < last.position().offset();
  }

  private static Violation violation(Entry entry, String what) {
    return new Violation(entry.position().toString(), what);
  }
}
