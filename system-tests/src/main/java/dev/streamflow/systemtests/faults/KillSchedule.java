package dev.streamflow.systemtests.faults;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;

/**
 * Which service is killed when. Moments are told in orders sent, so that a seed means the same on a
 * slow machine and on a fast one; each service has its turn before one has a second.
 */
final class KillSchedule {

  /** The last orders are left alone: a kill after them would hit a system with nothing to do. */
  private static final double PART_UNDER_FIRE = 0.95;

  private final Queue<Kill> kills;

  /** One kill: as soon as so many orders were sent. */
  record Kill(int ordersSent, String service) {}

  private KillSchedule(List<Kill> kills) {
    this.kills = new ArrayDeque<>(kills);
  }

  static KillSchedule drawn(List<String> services, int kills, int orders, long seed) {
    Random random = new Random(seed);
    List<Integer> moments =
        random.ints(kills, 1, (int) (orders * PART_UNDER_FIRE) + 2).sorted().boxed().toList();
    List<String> turn = new ArrayList<>(services);
    List<Kill> drawn = new ArrayList<>();
    for (int number = 0; number < kills; number++) {
      if (number % turn.size() == 0) {
        Collections.shuffle(turn, random);
      }
      drawn.add(new Kill(moments.get(number), turn.get(number % turn.size())));
    }
    return new KillSchedule(drawn);
  }

  /** Takes the kills whose moment has come. */
  List<Kill> due(int ordersSent) {
    List<Kill> due = new ArrayList<>();
    while (!kills.isEmpty() && kills.peek().ordersSent() <= ordersSent) {
      due.add(kills.remove());
    }
    return due;
  }
}
