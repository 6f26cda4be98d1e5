package dev.streamflow.systemtests.faults;

import dev.streamflow.systemtests.demo.Progress;
import dev.streamflow.systemtests.running.Meters;
import dev.streamflow.systemtests.running.RunningSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Begins and ends a trouble as a demonstration goes on, and takes note of the worst of it. */
final class TroubleMeter implements Consumer<Progress> {
  private static final int BYTES_PER_MEGABYTE = 1 << 20;

  private final RunningSystem system;
  private final ProviderTrouble trouble;
  private final Consumer<String> status;
  private final Meters payments;
  private final Instant beginsAt;
  private final Instant endsAt;
  private State state = State.WELL;
  private long mostOpenCalls;
  private long mostHeapBytes;

  private enum State {
    WELL,
    IN_TROUBLE,
    WELL_AGAIN
  }

  TroubleMeter(
      RunningSystem system, ProviderTrouble trouble, Duration before, Consumer<String> status) {
    this.system = system;
    this.trouble = trouble;
    this.status = status;
    this.payments = new Meters(system.addressOf("payment-service"));
    this.beginsAt = Instant.now().plus(before);
    this.endsAt = beginsAt.plus(trouble.lasts());
  }

  @Override
  public void accept(Progress now) {
    Instant time = Instant.now();
    if (state == State.WELL && time.isAfter(beginsAt)) {
      turn(trouble.begin());
      state = State.IN_TROUBLE;
    }
    if (state == State.IN_TROUBLE && time.isAfter(endsAt)) {
      end();
    }
    mostOpenCalls = Math.max(mostOpenCalls, now.backlog().calls());
    mostHeapBytes = Math.max(mostHeapBytes, heapBytes());
    String provider = state == State.IN_TROUBLE ? trouble.what() : "is well";
    status.accept(
        "%s, open calls %,d  provider %s".formatted(now.line(), now.backlog().calls(), provider));
  }

  /** Ends it, if it has not ended yet. */
  void end() {
    turn(ProviderTrouble::end);
    state = State.WELL_AGAIN;
  }

  long mostOpenCalls() {
    return mostOpenCalls;
  }

  long mostHeapMegabytes() {
    return mostHeapBytes / BYTES_PER_MEGABYTE;
  }

  private void turn(ProviderTrouble.Switch provider) {
    try {
      provider.turn(system.providerSwitches());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long heapBytes() {
    try {
      return payments.count("jvm.memory.used", "area:heap");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
