package dev.streamflow.systemtests.running.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ComposeFileTest {
  private static final String SERVICE = "order-service";

  private ComposeFile file;

  @BeforeEach
  void read() throws IOException {
    file = ComposeFile.parse(Captured.text("compose-config.json"));
  }

  @Test
  void knowsTheProjectAndItsSettings() {
    assertThat(file.project()).isEqualTo("streamflow");
    assertThat(file.setting(SERVICE, "SPRING_DATASOURCE_USERNAME")).isEqualTo("order_service");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> file.setting(SERVICE, "NO_SUCH_THING"))
        .withMessageContaining("NO_SUCH_THING");
  }

  @Test
  void tellsJobsFromWhatRunsUntilItIsStopped() {
    assertThat(file.isToRun(SERVICE)).isTrue();
    assertThat(file.isToRun("kafka")).isTrue();
    assertThat(file.isToRun("schemas")).isFalse();
  }

  @Test
  void doesNotCountOnWhatItDoesNotName() {
    assertThat(file.isToRun("kafka-ui")).isFalse();
  }
}
