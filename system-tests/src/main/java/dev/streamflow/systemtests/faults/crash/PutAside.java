package dev.streamflow.systemtests.faults.crash;

import dev.streamflow.systemtests.faults.RefusedRows;
import dev.streamflow.systemtests.running.LocalSystem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lets payment-service put events of some users aside, and brings it to work on them: on the parked
 * ones when they are due, on dead letters when an operator has decided.
 */
final class PutAside implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration MOMENT = Duration.ofMillis(20);

  private final JdbcClient database;
  private final RefusedRows payments;
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI redrive;
  private final Victim victim;
  private final List<String> users = new ArrayList<>();

  PutAside(LocalSystem system, Victim victim) {
    this.database = JdbcClient.create(system.databaseOf(Victim.SERVICE));
    this.payments = RefusedRows.of(system.databaseOf(Victim.SERVICE), "payment");
    this.redrive = system.addressOf(Victim.SERVICE).resolve("/actuator/deadletters/redrive");
    this.victim = victim;
  }

  /** Events of the user are put aside from now on. */
  void refuse(String user, String sqlState) {
    payments.refuse(user, sqlState);
    users.add(user);
  }

  /** Everything is due that is parked. */
  void letTimePass() {
    database
        .sql("UPDATE parked_event SET due_at = clock_timestamp() WHERE due_at > clock_timestamp()")
        .update();
  }

  /**
   * Lets it try what is parked: in vain, unless it is to die at the first try; then user by user.
   */
  boolean drainUntilHalted(Kill kill) throws IOException, InterruptedException {
    victim.arm(kill.failpoint(), kill.passes());
    if (kill.passes() > 0) {
      letTimePass();
    }
    Instant deadline = Instant.now().plus(PATIENCE);
    for (String user : users) {
      payments.accept(user, Instant.now());
      while (isParked(user) && Instant.now().isBefore(deadline)) {
        letTimePass();
        if (victim.isHalted(kill.failpoint(), MOMENT)) {
          return true;
        }
      }
    }
    return victim.isHalted(kill.failpoint(), PATIENCE);
  }

  private boolean isParked(String user) {
    return database
            .sql("SELECT count(*) FROM parked_event WHERE convert_from(record_key, 'UTF8') = ?")
            .param(user)
            .query(Long.class)
            .single()
        > 0;
  }

  /** Lets an operator try one dead letter after the other again, in the order of the offsets. */
  boolean redriveUntilHalted(Kill kill) throws IOException, InterruptedException {
    users.forEach(user -> payments.accept(user, Instant.now()));
    victim.arm(kill.failpoint(), kill.passes());
    for (UUID letter : letters()) {
      if (!isRedriven(letter)) {
        return victim.isHalted(kill.failpoint(), PATIENCE);
      }
    }
    return false;
  }

  /** After the restart nothing is refused any more, and the operator asks again. */
  void goOn() throws InterruptedException {
    users.forEach(user -> payments.accept(user, Instant.now()));
    for (UUID letter : letters()) {
      isRedriven(letter);
    }
    users.clear();
  }

  /** Those of the users on which nobody has decided. */
  private List<UUID> letters() {
    return database
        .sql(
            """
            SELECT dead_letter_id FROM dead_letter
            WHERE resolution IS NULL AND convert_from(record_key, 'UTF8') = ANY (?)
            ORDER BY topic, record_partition, record_offset
            """)
        .param(users.toArray(String[]::new))
        .query(UUID.class)
        .list();
  }

  /** Whether there was an answer. */
  private boolean isRedriven(UUID letter) throws InterruptedException {
    String body = "{\"id\": \"%s\", \"by\": \"anna\", \"reason\": \"mended\"}";
    HttpRequest request =
        HttpRequest.newBuilder(redrive)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.formatted(letter)))
            .build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException died) {
      return false;
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
