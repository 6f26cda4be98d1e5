package dev.streamflow.systemtests.faults.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.engine.failpoint.Failpoint;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Some failpoints, so that a change which breaks this machinery is noticed here; {@code
 * ./streamflow faults crash-points} takes all of them many times.
 */
class CrashPointsIT {

  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
  private static final Path FOLDER = Path.of("target", "crash-points");
  private static final int LANES = 1;
  private static final Set<Failpoint> SAMPLE =
      EnumSet.of(
          Failpoint.TRANSACTION_COMMITTED,
          Failpoint.CALL_ANSWERED,
          Failpoint.RECORDS_ACKNOWLEDGED,
          Failpoint.PARKED_SETTLED,
          Failpoint.LETTERS_DECIDED);

  private static final long SEED = 1;

  @Test
  void losesNothingAndDoesNothingTwiceWhereverItDies() throws Exception {
    // Given
    List<Kill> kills = Kill.schedule(SAMPLE, 1, SEED);

    // When
    List<Death> deaths = new CrashPoints(REPOSITORY, FOLDER, LANES, System.out::println).run(kills);

    // Then
    assertThat(deaths).extracting(Death::kill).containsExactlyInAnyOrderElementsOf(kills);
    assertThat(deaths).flatExtracting(Death::violations).isEmpty();
  }
}
