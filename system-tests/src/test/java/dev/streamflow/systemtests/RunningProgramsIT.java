package dev.streamflow.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamflow.localstack.Probe;
import dev.streamflow.systemtests.running.LocalSystem;
import dev.streamflow.systemtests.running.RunningPrograms;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A program of the real system that ends and comes back. */
class RunningProgramsIT {
  private static final String SERVICE = "shipping-service";

  @Test
  void noticesAProgramThatEndsUnlessItIsKilledOnPurposeAndStartsItAgainAtItsAddress()
      throws Exception {
    // Given
    LocalSystem system = SharedSystem.get();
    RunningPrograms programs = system.programs();
    URI address = programs.addressOf(SERVICE);

    // When
    programs.find(SERVICE).kill();

    // Then
    assertThatThrownBy(system::requireAlive).hasMessage(SERVICE + " has ended");

    // When
    programs.kill(SERVICE);

    // Then
    system.requireAlive();

    // When
    programs.start(List.of(SERVICE));

    // Then
    assertThat(Probe.http(address.resolve("/actuator/health/readiness")).isReady()).isTrue();
    system.requireAlive();
  }
}
