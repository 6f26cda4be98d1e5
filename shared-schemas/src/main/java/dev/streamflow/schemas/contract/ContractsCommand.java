package dev.streamflow.schemas.contract;

import dev.streamflow.schemas.TopicCatalogue;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the build runs as soon as the contracts are compiled: {@code check} fails if a rule is
 * broken, {@code release} adds changed contracts to the history if none is.
 */
public final class ContractsCommand {

  private static final String RELEASE_COMMAND =
      "mvn -pl shared-schemas test-compile -Dcontracts=release";

  private static final String HELP =
      """
      Usage: ContractsCommand check|release HISTORY_FOLDER

      check    fails if the contracts or topics.yaml break a rule, or differ from the history
      release  adds the new versions of changed contracts to the history, unless they break a rule
      """;

  private final ReleasedHistory history;
  private final PrintStream out;
  private final HistoryCheck historyCheck;
  private final CatalogueCheck catalogueCheck;

  ContractsCommand(ReleasedHistory history, PrintStream out) {
    var catalogue = TopicCatalogue.load();
    var contracts = Contracts.load();
    this.history = history;
    this.out = out;
    this.historyCheck = new HistoryCheck(catalogue, contracts, history.versions());
    this.catalogueCheck = new CatalogueCheck(catalogue, contracts);
  }

  public static void main(String[] args) {
    if (args.length != 2 || !List.of("check", "release").contains(args[0])) {
      System.out.print(HELP);
      System.exit(List.of(args).contains("--help") ? 0 : 2);
    }
    var command = new ContractsCommand(new ReleasedHistory(Path.of(args[1])), System.out);
    System.exit((args[0].equals("check") ? command.check() : command.release()) ? 0 : 1);
  }

  boolean check() {
    List<Break> breaks = breaks();
    historyCheck.unreleased().keySet().forEach(record -> breaks.add(notReleased(record)));
    return report(breaks);
  }

  boolean release() {
    List<Break> breaks = breaks();
    if (breaks.isEmpty()) {
      historyCheck
          .unreleased()
          .forEach((record, schema) -> out.println("new: " + history.release(record, schema)));
    }
    return report(breaks);
  }

  private List<Break> breaks() {
    List<Break> breaks = new ArrayList<>(catalogueCheck.breaks());
    breaks.addAll(historyCheck.breaks());
    return breaks;
  }

  private boolean report(List<Break> breaks) {
    breaks.forEach(broken -> out.println("contract broken: " + broken));
    if (breaks.isEmpty()) {
      out.println("the contracts are released");
    }
    return breaks.isEmpty();
  }

  private static Break notReleased(Break.Place record) {
    return new Break(
        record,
        Rule.NOT_RELEASED,
        "differs from the newest version in the history. To release it: " + RELEASE_COMMAND);
  }
}
