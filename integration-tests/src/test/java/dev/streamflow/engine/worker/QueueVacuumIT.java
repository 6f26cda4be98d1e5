package dev.streamflow.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.streamflow.engine.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** A queue that thousands of rows have passed. */
class QueueVacuumIT {

  private static final int WORTH_IT = 5_000;

  private final JdbcTemplate jdbc = new JdbcTemplate(TestDatabase.of("inventory-service"));
  private final QueueVacuum vacuum = new QueueVacuum(jdbc, "queue");

  @BeforeEach
  void fillAndEmptyAQueue() {
    jdbc.execute("DROP TABLE IF EXISTS queue");
    jdbc.execute("CREATE TABLE queue (id int PRIMARY KEY) WITH (autovacuum_enabled = false)");
    jdbc.update("INSERT INTO queue SELECT generate_series(1, ?)", WORTH_IT);
    jdbc.update("DELETE FROM queue");
  }

  @Test
  void makesTheRoomOfDeletedRowsUsableAgain() {
    // Given
    long before = size();
    vacuum.count(WORTH_IT);

    // When
    vacuum.run();

    // Then
    jdbc.update("INSERT INTO queue SELECT generate_series(1, ?)", WORTH_IT);
    assertThat(size()).isEqualTo(before);
  }

  @Test
  void leavesAFewDeletedRowsAlone() {
    // Given
    long before = size();
    vacuum.count(WORTH_IT - 1);

    // When
    vacuum.run();

    // Then
    jdbc.update("INSERT INTO queue SELECT generate_series(1, ?)", WORTH_IT);
    assertThat(size()).isGreaterThan(before);
  }

  @Test
  void survivesAFailure() {
    // Given
    QueueVacuum ofNothing = new QueueVacuum(jdbc, "no_such_table");
    ofNothing.count(WORTH_IT);

    // When, Then
    assertThatCode(ofNothing::run).doesNotThrowAnyException();
  }

  private long size() {
    return jdbc.queryForObject("SELECT pg_relation_size('queue')", Long.class);
  }
}
