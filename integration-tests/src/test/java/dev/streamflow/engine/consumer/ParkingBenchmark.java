package dev.streamflow.engine.consumer;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.streamflow.engine.EventStamps;
import dev.streamflow.engine.Input;
import dev.streamflow.engine.Tally;
import dev.streamflow.engine.TallyHandler;
import dev.streamflow.engine.TestDatabase;
import dev.streamflow.engine.TestEvents;
import dev.streamflow.engine.WorkingSet;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * What the look for parked keys costs where none is parked: CPU time of this JVM and of its
 * database session, per event of a consumer stage that does little else, with the look and without
 * it in turns. On Linux. Run by {@code ./streamflow bench parking}.
 */
class ParkingBenchmark {

  private static final int PAIRS = 5;
  private static final int EVENTS = 20_000;
  private static final int USERS = 5_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final Path REPORT = Path.of("target", "parking-benchmark.md");

  private final Switched jdbc;
  private final long session;

  ParkingBenchmark() throws SQLException {
    Connection connection = TestDatabase.of("payment-service").getConnection();
    jdbc = new Switched(new SingleConnectionDataSource(connection, true));
    session = jdbc.queryForObject("SELECT pg_backend_pid()", Long.class);
  }

  /** Without the look, the query is answered as the table would answer it. */
  private static final class Switched extends JdbcTemplate {
    private boolean looks = true;

    private Switched(DataSource database) {
      super(database);
    }

    @Override
    public <T> List<T> queryForList(String sql, Class<T> type, Object... arguments) {
      return looks || !sql.contains("FROM parked_event")
          ? super.queryForList(sql, type, arguments)
          : List.of();
    }
  }

  /** Loads and writes as the services do. The test service does so row by row. */
  private static final class SetBasedHandler extends TallyHandler {
    private final JdbcTemplate jdbc;

    private SetBasedHandler(JdbcTemplate jdbc, EventStamps stamps) {
      super(jdbc, stamps);
      this.jdbc = jdbc;
    }

    @Override
    public WorkingSet<Tally> load(List<Input> inputs) {
      Map<UUID, String> users = usersByOrder(inputs);
      SqlArrayValue orders = new SqlArrayValue("uuid", users.keySet().toArray());
      jdbc.update(
          """
          INSERT INTO tally (order_id, user_id)
          SELECT * FROM unnest(?, ?) AS t(order_id, user_id) ORDER BY order_id
          ON CONFLICT DO NOTHING
          """,
          orders,
          new SqlArrayValue("text", users.values().toArray()));
      Map<UUID, Tally> rows = new HashMap<>();
      jdbc.query(
          "SELECT * FROM tally WHERE order_id = ANY (?) ORDER BY order_id FOR UPDATE",
          row -> {
            UUID order = row.getObject("order_id", UUID.class);
            rows.put(
                order,
                new Tally(
                    order, row.getString("user_id"), row.getInt("count"), row.getString("last")));
          },
          orders);
      return WorkingSet.keyed(rows, Input::orderId, this::save);
    }

    private void save(List<Tally> changed) {
      jdbc.update(
          """
          UPDATE tally AS t SET count = c.count, last = c.last
          FROM unnest(?, ?, ?) AS c(order_id, count, last) WHERE t.order_id = c.order_id
          """,
          new SqlArrayValue("uuid", changed.stream().map(Tally::orderId).toArray()),
          new SqlArrayValue("int4", changed.stream().map(Tally::count).toArray()),
          new SqlArrayValue("text", changed.stream().map(Tally::last).toArray()));
    }
  }

  /** CPU time per event in µs. */
  private record Pair(double without, double with) {
    double share() {
      return 100 * (with - without) / without;
    }
  }

  @Test
  void measuresWhatTheLookForParkedKeysCosts() throws IOException {
    List<String> report = new ArrayList<>();
    report.add("| events in a batch | without, µs | with, µs | share |");
    report.add("| --- | --- | --- | --- |");
    for (int size : List.of(10, 50, 200)) {
      run(size); // to warm up
      List<Pair> pairs = new ArrayList<>();
      for (int pair = 0; pair < PAIRS; pair++) {
        pairs.add(run(size));
      }
      report.add(row(size, pairs));
      Files.write(REPORT, report);
    }
  }

  /** Batches without the look and with it in turns, so that whatever else changes hits both. */
  private Pair run(int size) throws IOException {
    TestPartition partition = new TestPartition();
    for (int i = 0; i < 2 * EVENTS; i++) {
      partition.append(TestEvents.captured(TestEvents.newId(), "user-" + i % USERS, "charge"));
    }
    BatchPipeline pipeline = pipelineOf(partition);
    double[] micros = new double[2];
    for (int batch = 0; batch * size < 2 * EVENTS; batch++) {
      jdbc.looks = batch % 2 == 1;
      double before = cpuMicros();
      pipeline.process(partition.from(batch * size).subList(0, size), offsets -> {});
      micros[batch % 2] += cpuMicros() - before;
    }
    jdbc.update("DELETE FROM outbox");
    return new Pair(micros[0] / EVENTS, micros[1] / EVENTS);
  }

  private BatchPipeline pipelineOf(TestPartition partition) {
    EventStamps stamps =
        () -> new EventStamps.EventStamp(UuidCreator.getTimeOrderedEpoch(), Instant.now());
    return TestReplica.assembly(
            jdbc,
            stamps,
            TestReplica.QUICK,
            new SetBasedHandler(jdbc, stamps),
            new ParkedEvents(jdbc, TestReplica.QUICK, () -> 0),
            partition)
        .pipeline(DuplicateFilter.NONE);
  }

  /** Of this thread and of its database session. */
  private double cpuMicros() throws IOException {
    Path ofSession = Path.of("/proc", Long.toString(session), "schedstat");
    long sessionNanos = Long.parseLong(Files.readString(ofSession).split(" ")[0]);
    return (THREADS.getCurrentThreadCpuTime() + sessionNanos) / 1e3;
  }

  private static String row(int size, List<Pair> pairs) {
    double[] shares = sorted(pairs, Pair::share);
    return String.format(
        Locale.ROOT,
        "| %d | %.0f | %.0f | %.1f %% (%.1f to %.1f) |",
        size,
        sorted(pairs, Pair::without)[PAIRS / 2],
        sorted(pairs, Pair::with)[PAIRS / 2],
        shares[PAIRS / 2],
        shares[0],
        shares[PAIRS - 1]);
  }

  private static double[] sorted(Collection<Pair> pairs, ToDoubleFunction<Pair> figure) {
    return pairs.stream().mapToDouble(figure).sorted().toArray();
  }
}
