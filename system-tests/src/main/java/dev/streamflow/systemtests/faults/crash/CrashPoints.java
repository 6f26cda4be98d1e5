package dev.streamflow.systemtests.faults.crash;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Lets a real payment-service die at every failpoint of the engine, and checks after each death
 * what is durable, and after each restart that everything has its one effect.
 */
public final class CrashPoints {

  private final Path repository;
  private final Path folder;
  private final int lanes;
  private final Consumer<Death> progress;

  /**
   * @param repository where the modules with their jars are
   * @param folder for data and logs, one folder in it per lane
   * @param lanes how many services die side by side, each on servers of its own
   * @param progress is told each death, from several threads
   */
  public CrashPoints(Path repository, Path folder, int lanes, Consumer<Death> progress) {
    this.repository = repository;
    this.folder = folder;
    this.lanes = lanes;
    this.progress = progress;
  }

  /**
   * Runs deaths; each lane takes its share, in the given order.
   *
   * @return what came of them
   * @throws ExecutionException if one could not be carried out
   */
  public List<Death> run(List<Kill> schedule) throws InterruptedException, ExecutionException {
    List<Death> deaths = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(lanes)) {
      List<Future<List<Death>>> results =
          IntStream.range(0, lanes)
              .mapToObj(lane -> threads.submit(() -> runLane(lane, schedule)))
              .toList();
      for (Future<List<Death>> result : results) {
        deaths.addAll(result.get());
      }
    }
    return deaths;
  }

  private List<Death> runLane(int number, List<Kill> schedule) throws Exception {
    List<Death> deaths = new ArrayList<>();
    try (Lane lane = Lane.start(repository, folder.resolve("lane-" + (number + 1)))) {
      for (int index = number; index < schedule.size(); index += lanes) {
        Death death = lane.run(schedule.get(index));
        deaths.add(death);
        progress.accept(death);
      }
    }
    return deaths;
  }
}
