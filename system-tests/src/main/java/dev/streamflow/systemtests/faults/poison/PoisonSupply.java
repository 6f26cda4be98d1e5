package dev.streamflow.systemtests.faults.poison;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The poison of a run: what the oracle rejects of what the generator draws.
 *
 * @param harmless how many were drawn and left out, because somebody can process them
 */
record PoisonSupply(List<Poison> all, int harmless) {

  /**
   * One record.
   *
   * @param groups those that must give it up; nobody else reads it
   */
  record Poison(PoisonKind kind, RawRecord content, Set<String> groups) {}

  /** Draws so many. The same seed gives the same records on the same day (UTC). */
  static PoisonSupply drawn(Contracts contracts, int count, long seed, Instant now) {
    PoisonOracle oracle = new PoisonOracle(contracts, now, order -> false);
    PoisonGenerator generator =
        new PoisonGenerator(contracts, seed, now.truncatedTo(ChronoUnit.DAYS));
    List<Poison> poison = new ArrayList<>();
    int harmless = 0;
    while (poison.size() < count) {
      PoisonGenerator.Candidate candidate = generator.next();
      Verdict verdict = oracle.judge(candidate.content());
      if (verdict.isPoison()) {
        poison.add(new Poison(candidate.kind(), candidate.content(), verdict.readers()));
      } else {
        harmless++;
      }
    }
    return new PoisonSupply(List.copyOf(poison), harmless);
  }
}
