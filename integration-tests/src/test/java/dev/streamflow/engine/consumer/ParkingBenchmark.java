package dev.streamflow.engine.consumer;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.streamflow.engine.EventStamps;
import dev.streamflow.engine.TallyHandler;
import dev.streamflow.engine.TestDatabase;
import dev.streamflow.engine.TestEvents;
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
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

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
            new TallyHandler(jdbc, stamps),
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
