package dev.streamflow.provider;

import dev.streamflow.provider.LedgerEntry.Kind;
import dev.streamflow.provider.Outcome.Booked;
import dev.streamflow.provider.Outcome.Declined;
import dev.streamflow.provider.Outcome.ExceedsCharge;
import dev.streamflow.provider.Outcome.UnknownCharge;
import dev.streamflow.provider.Request.Charge;
import dev.streamflow.provider.Request.Refund;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Decides each idempotency key once, and books what moved. One request at a time is decided, so two
 * with the same key at once have one effect; a decision is in the journal before anybody sees it.
 */
public final class Ledger implements Closeable {

  private static final String CARD_DECLINED = "card_declined";

  private final Journal journal;
  private final Map<String, Decision> decisions = new HashMap<>();
  private final List<LedgerEntry> entries = new ArrayList<>();
  private final Map<String, List<LedgerEntry>> entriesByReference = new HashMap<>();
  private final Map<String, LedgerEntry> charges = new HashMap<>();
  private final Map<String, Long> refundedMinor = new HashMap<>();

  /** Takes up where the journal ends, and closes it in the end. */
  Ledger(Journal journal) {
    this.journal = journal;
    journal.replay(this::keep);
  }

  /**
   * What a request came to.
   *
   * @param isFirst whether it was decided now; false if the key had been used before
   */
  public record Settlement(Outcome outcome, boolean isFirst) {}

  /**
   * Decides a request, or repeats what was decided for its key.
   *
   * @throws IdempotencyKeyReused if the key came with another request before
   */
  public synchronized Settlement settle(String key, Request request, Switches switches) {
    Decision before = decisions.get(key);
    if (before == null) {
      Decision decision = new Decision(key, request, decide(key, request, switches));
      journal.append(decision);
      keep(decision);
      return new Settlement(decision.outcome(), true);
    }
    if (!before.request().equals(request)) {
      throw new IdempotencyKeyReused(key);
    }
    return new Settlement(before.outcome(), false);
  }

  /** All movements of money, oldest first. */
  public synchronized List<LedgerEntry> entries() {
    return List.copyOf(entries);
  }

  /** The movements of money for one reference, oldest first. */
  public synchronized List<LedgerEntry> entriesOf(String reference) {
    return List.copyOf(entriesByReference.getOrDefault(reference, List.of()));
  }

  private Outcome decide(String key, Request request, Switches switches) {
    return switch (request) {
      case Charge charge when switches.declines(charge.customer()) -> new Declined(CARD_DECLINED);
      case Charge charge -> new Booked(capture(key, charge));
      case Refund refund -> decide(key, refund);
    };
  }

  private Outcome decide(String key, Refund refund) {
    LedgerEntry charge = charges.get(refund.chargeId());
    if (charge == null) {
      return new UnknownCharge(refund.chargeId());
    }
    long refundable = charge.amountMinor() - refundedMinor.getOrDefault(refund.chargeId(), 0L);
    return refund.amountMinor() > refundable
        ? new ExceedsCharge(refund.chargeId(), refundable)
        : new Booked(giveBack(key, charge, refund.amountMinor()));
  }

  private static LedgerEntry capture(String key, Charge charge) {
    String id = "ch_" + UUID.randomUUID();
    return new LedgerEntry(
        id,
        Kind.CAPTURE,
        id,
        charge.reference(),
        charge.customer(),
        charge.amountMinor(),
        charge.currency(),
        key,
        now());
  }

  private static LedgerEntry giveBack(String key, LedgerEntry charge, long amountMinor) {
    return new LedgerEntry(
        "re_" + UUID.randomUUID(),
        Kind.REFUND,
        charge.chargeId(),
        charge.reference(),
        charge.customer(),
        amountMinor,
        charge.currency(),
        key,
        now());
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  private void keep(Decision decision) {
    decisions.put(decision.idempotencyKey(), decision);
    if (decision.outcome() instanceof Booked(LedgerEntry entry)) {
      entries.add(entry);
      entriesByReference.computeIfAbsent(entry.reference(), _ -> new ArrayList<>(2)).add(entry);
      switch (entry.kind()) {
        case CAPTURE -> charges.put(entry.chargeId(), entry);
        case REFUND -> refundedMinor.merge(entry.chargeId(), entry.amountMinor(), Long::sum);
      }
    }
  }

  @Override
  public synchronized void close() throws IOException {
    journal.close();
  }
}
