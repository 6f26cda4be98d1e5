package dev.streamflow.systemtests.faults;

import dev.streamflow.schemas.TopicCatalogue;
import dev.streamflow.systemtests.invariants.Finding.Violation;
import dev.streamflow.systemtests.running.ConsumerGroups;
import dev.streamflow.systemtests.running.LocalSystem;
import dev.streamflow.systemtests.running.Program;
import dev.streamflow.systemtests.witness.Ledger;
import dev.streamflow.systemtests.witness.LedgerEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Everything that a system has done so far: every row of every table, the provider's ledger, how
 * far each topic has grown, the mails.
 *
 * @param tables by service and name; all but the lease that tells which process publishes
 */
record Effects(
    Map<String, Rows> tables,
    List<LedgerEntry> ledger,
    Map<TopicPartition, Long> ends,
    long mails) {

  private static final String LEASE = "relay_lease";
  private static final String MAILER = "notification-service";
  private static final String MAIL = "LogChannel";

  /** The content of a table. */
  record Rows(long count, String hash) {}

  /** Reads them. The system should be quiet. */
  static Effects of(LocalSystem system) throws IOException, InterruptedException {
    Map<String, Rows> tables = new TreeMap<>();
    for (String service : TopicCatalogue.load().services()) {
      JdbcClient database = JdbcClient.create(system.databaseOf(service));
      tablesOf(database).forEach(name -> tables.put(service + "." + name, rows(database, name)));
    }
    try (ConsumerGroups groups = system.consumerGroups()) {
      return new Effects(
          tables,
          Ledger.read(system.addressOf(Program.PROVIDER.name())),
          groups.offsets(List.of()).ends(),
          mailsIn(system.programs().find(MAILER).log()));
    }
  }

  private static List<String> tablesOf(JdbcClient database) {
    return database
        .sql(
            """
            SELECT relname FROM pg_class
            WHERE relnamespace = current_schema()::regnamespace
              AND relkind IN ('r', 'p') AND NOT relispartition AND relname <> ?
            """)
        .param(LEASE)
        .query(String.class)
        .list();
  }

  private static Rows rows(JdbcClient database, String table) {
    return database
        .sql(
            """
            SELECT count(*), coalesce(md5(string_agg(t::text, ',' ORDER BY t::text)), '')
            FROM "%s" t
            """
                .formatted(table))
        .query((row, number) -> new Rows(row.getLong(1), row.getString(2)))
        .single();
  }

  private static long mailsIn(Path log) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> line.contains(MAIL)).count();
    }
  }

  /** What is different afterwards. */
  List<Violation> differencesTo(Effects after) {
    List<Violation> differences = new ArrayList<>();
    compare(tables, after.tables, differences);
    compare(ends, after.ends, differences);
    if (!ledger.equals(after.ledger)) {
      differences.add(different("the provider's ledger", ledger.size(), after.ledger.size()));
    }
    if (mails != after.mails) {
      differences.add(different("the mails", mails, after.mails));
    }
    return differences;
  }

  private static <K> void compare(Map<K, ?> before, Map<K, ?> after, List<Violation> differences) {
    Set<K> keys = new LinkedHashSet<>(before.keySet());
    keys.addAll(after.keySet());
    keys.stream()
        .filter(key -> !Objects.equals(before.get(key), after.get(key)))
        .map(key -> different(key, before.get(key), after.get(key)))
        .forEach(differences::add);
  }

  private static Violation different(
      Object subject, @Nullable Object before, @Nullable Object after) {
    return new Violation(subject.toString(), "was " + before + ", is " + after);
  }

  /** What was looked at, in a few words. */
  String figure() {
    return String.format(
        Locale.ROOT,
        "%d tables with %,d rows, %,d movements of money, %,d records, %,d mails",
        tables.size(),
        tables.values().stream().mapToLong(Rows::count).sum(),
        ledger.size(),
        ends.values().stream().mapToLong(Long::longValue).sum(),
        mails);
  }
}
