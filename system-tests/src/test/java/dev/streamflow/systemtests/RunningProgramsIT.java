package dev.streamflow.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamflow.localstack.Probe;
import dev.streamflow.systemtests.running.LaunchOptions;
import dev.streamflow.systemtests.running.LocalSystem;
import dev.streamflow.systemtests.running.RunningPrograms;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Programs of the real system that end and come back. */
class RunningProgramsIT {
  private static final String SERVICE = "shipping-service";

  private LocalSystem system;
  private RunningPrograms programs;

  @BeforeEach
  void startSystem() throws Exception {
    system = SharedSystem.get();
    programs = system.programs();
  }

  @Test
  void startsAKilledProgramAgainAtItsAddress() throws Exception {
    // Given
    URI address = programs.addressOf(SERVICE);
    long pid = programs.find(SERVICE).pid();

    // When
    programs.kill(SERVICE);

    // Then
    assertThat(programs.find(SERVICE).isAlive()).isFalse();
    system.requireAlive();

    // When
    programs.start(List.of(SERVICE));

    // Then
    assertThat(isReady(address)).isTrue();
    assertThat(programs.find(SERVICE).pid()).isNotEqualTo(pid);
  }

  @Test
  void noticesAProgramThatEndsByItself() throws Exception {
    // When
    ProcessHandle process = ProcessHandle.of(programs.find(SERVICE).pid()).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();

    // Then
    assertThatThrownBy(system::requireAlive).hasMessage(SERVICE + " has ended");
    programs.start(List.of(SERVICE));
    system.requireAlive();
  }

  @Test
  void startsAReplicaWithSettingsOfItsOwn() throws Exception {
    // Given
    LaunchOptions options =
        LaunchOptions.USUAL
            .withSetting("management.info.env.enabled", "true")
            .withSetting("info.who", "the second");

    // When
    String replica = programs.addReplica(SERVICE, options);

    // Then
    assertThat(replica).isEqualTo(SERVICE + "-2");
    URI info = programs.addressOf(replica).resolve("/actuator/info");
    try (InputStream answer = info.toURL().openStream()) {
      assertThat(answer).asString(UTF_8).contains("the second");
    }

    // When
    programs.stop(List.of(replica));

    // Then
    assertThat(programs.find(replica).isAlive()).isFalse();
    system.requireAlive();
  }

  private static boolean isReady(URI address) throws Exception {
    return Probe.http(address.resolve("/actuator/health/readiness")).isReady();
  }
}
