package dev.streamflow.systemtests.faults.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.engine.failpoint.Failpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeliveryGuaranteesTest {

  @ParameterizedTest
  @EnumSource
  void sayWhatIsDurableAtEveryFailpoint(Failpoint failpoint) throws Exception {
    String document = Files.readString(Path.of("..", "docs", "delivery-guarantees.md"));

    assertThat(document.lines().filter(line -> line.startsWith("| `" + failpoint + "` |")))
        .hasSize(1);
  }
}
