package dev.streamflow.systemtests.running.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.systemtests.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon"
            + " running?",
        "permission denied while trying to connect to the Docker daemon socket",
        "error during connect: this error may indicate that the docker daemon is not running"
      })
  void saysHowToStartTheEngineIfItDoesNotAnswer(String errors) {
    // When
    Problem problem = Docker.explained(errors, "compose", "ps");

    // Then
    assertThat(problem).hasMessageStartingWith("Docker's engine does not answer: ");
    assertThat(problem.nextStep()).contains("sudo systemctl start docker");
  }

  @Test
  void saysHowToGetCompose() {
    // When
    Problem problem =
        Docker.explained(
            "docker: 'compose' is not a docker command.\nSee 'docker --help'", "compose", "ps");

    // Then
    assertThat(problem).hasMessage("docker has no Compose");
  }

  @Test
  void repeatsTheLastWordsOfAnythingElse() {
    // When
    Problem problem = Docker.explained("a warning\nno such network", "network", "disconnect");

    // Then
    assertThat(problem).hasMessage("docker network failed: no such network");
    assertThat(problem.nextStep()).isEqualTo("try it yourself: docker network disconnect");
  }
}
