package dev.streamflow.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedProcessTest {

  private static final Probe NEVER = () -> false;
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path folder;
  private @Nullable ManagedProcess process;

  @AfterEach
  void endIt() {
    if (process != null) {
      ProcessEnd.stop(List.of(process), Duration.ZERO);
    }
  }

  private ManagedProcess start(String script) {
    process = ProcessStart.start(shell(script), folder, folder);
    return process;
  }

  private static ProcessSpec shell(String script) {
    return ProcessSpec.command("script", List.of("sh", "-c", script));
  }

  @Test
  void isReadyWhenItsProbeSaysSo() throws InterruptedException {
    ManagedProcess started = start("touch ready; exec sleep 60");

    started.awaitReady(() -> Files.exists(folder.resolve("ready")), SOON);

    assertThat(started.isAlive()).isTrue();
  }

  @Test
  void tellsWhyItEndedBeforeItWasReady() {
    ManagedProcess started = start("echo the disk is full; exit 1");

    assertThatExceptionOfType(LocalStackException.class)
        .isThrownBy(() -> started.awaitReady(NEVER, SOON))
        .withMessageContaining("script ended while it was starting")
        .withMessageContaining("script.log")
        .withMessageContaining("the disk is full");
  }

  @Test
  void isNotReadyWhenAnotherProgramAnswersInItsPlace() {
    ManagedProcess started = start("exit 1");
    Awaitility.await().until(() -> !started.isAlive());

    assertThatExceptionOfType(LocalStackException.class)
        .isThrownBy(() -> started.awaitReady(() -> true, SOON));
  }

  @Test
  void givesUpWhenItIsNotReadyInTime() {
    ManagedProcess started = start("exec sleep 60");

    assertThatExceptionOfType(LocalStackException.class)
        .isThrownBy(() -> started.awaitReady(NEVER, Duration.ofMillis(100)))
        .withMessageContaining("was not ready after");
  }

  @Test
  void endsWhenItIsAsked() {
    ManagedProcess started = start("exec sleep 60");

    started.stop();

    assertThat(started.isAlive()).isFalse();
  }

  @Test
  void isKilledWithItsChildrenWhenItDoesNotGo() throws Exception {
    // Given
    ManagedProcess started =
        start("trap '' TERM; sleep 60 & echo $! > child; touch ready; wait; wait");
    started.awaitReady(() -> Files.exists(folder.resolve("ready")), SOON);
    long child = Long.parseLong(Files.readString(folder.resolve("child")).strip());

    // When
    ProcessEnd.stop(List.of(started), Duration.ofMillis(200));

    // Then
    assertThat(started.isAlive()).isFalse();
    Awaitility.await().until(() -> ProcessStat.of(child).map(ProcessStat::hasEnded).orElse(true));
  }

  @Test
  void isGoneWithItsChildrenWhenItIsKilled() {
    // Given
    ManagedProcess started = start("trap '' TERM; sh -c 'while :; do :; done'; exit");
    ProcessHandle parent = started.identity().handle().orElseThrow();
    Awaitility.await().until(() -> parent.children().findAny().isPresent());
    ProcessHandle child = parent.children().findAny().orElseThrow();

    // When
    started.kill();

    // Then
    assertThat(started.isAlive()).isFalse();
    assertThat(child.isAlive()).isFalse();
    assertThat(started.exitCode()).hasValue(128 + 9);
  }

  @Test
  void standsStillWithItsChildrenWhileItIsPaused() {
    // Given
    ManagedProcess started = start("sh -c 'while :; do echo tick; sleep 0.01; done'; exit");
    Awaitility.await().until(() -> Files.size(started.log()) > 0);

    // When
    try (ProcessPause _ = started.pause()) {
      long written = started.log().toFile().length();

      // Then
      Awaitility.await()
          .during(Duration.ofMillis(100))
          .until(() -> Files.size(started.log()) == written);
      assertThat(started.isAlive()).isTrue();
    }
    long written = started.log().toFile().length();
    Awaitility.await().until(() -> Files.size(started.log()) > written);
  }

  @Test
  void endsPolitelyWhenItIsAskedWhilePaused() {
    // Given
    ManagedProcess started = start("trap 'exit 7' TERM; touch ready; while :; do sleep 0.01; done");
    Awaitility.await().until(() -> Files.exists(folder.resolve("ready")));
    started.pause();

    // When
    started.stop();

    // Then
    assertThat(started.exitCode()).hasValue(7);
  }

  @Test
  void tellsWhatItEndedWith() {
    ManagedProcess started = start("while [ ! -e end ]; do sleep 0.01; done; exit 77");
    assertThat(started.exitCode()).isEmpty();
    assertThatExceptionOfType(LocalStackException.class)
        .isThrownBy(() -> started.awaitEnd(Duration.ZERO))
        .withMessageContaining("still runs");

    assertThat(folder.resolve("end").toFile().mkdir()).isTrue();
    started.awaitEnd(SOON);

    assertThat(started.exitCode()).hasValue(77);
  }

  @Test
  void leavesALaterProcessWithTheSamePidAlone() {
    // Given
    ManagedProcess running = start("exec sleep 60");
    ManagedProcess former =
        new ManagedProcess(
            "former",
            new ProcessIdentity(running.pid(), running.identity().started() - 1),
            running.log(),
            StopSignal.TERM);

    // When
    former.stop();

    // Then
    assertThat(former.isAlive()).isFalse();
    assertThat(running.isAlive()).isTrue();
  }

  @Test
  void seesOnlyTheEnvironmentItWasGiven() throws IOException {
    process =
        ProcessStart.start(
            shell("env").withEnvironment(Map.of("SPRING_DATASOURCE_PASSWORD", "secret")),
            folder,
            folder);
    ManagedProcess started = process;
    Awaitility.await().until(() -> !started.isAlive());

    assertThat(Files.readAllLines(started.log()))
        .contains("SPRING_DATASOURCE_PASSWORD=secret")
        .allMatch(
            line -> line.matches("(PATH|HOME|USER|LANG|LC_ALL|TZ|TMPDIR|PWD|_|SPRING_.*)=.*"));
  }

  @Test
  void endsItsChildrenWithIt() {
    ManagedProcess started = start("sh -c 'while :; do :; done'; exit");
    ProcessHandle parent = started.identity().handle().orElseThrow();
    Awaitility.await().until(() -> parent.children().findAny().isPresent());
    ProcessHandle child = parent.children().findAny().orElseThrow();

    ProcessEnd.stop(List.of(started), Duration.ZERO);

    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void countsTheCpuTimeOfItsChildren() {
    ManagedProcess started = start("sh -c 'while :; do :; done'; exit");

    Awaitility.await().until(() -> started.usage().cpu().compareTo(Duration.ofMillis(50)) > 0);

    assertThat(started.usage().peakMemoryBytes()).isPositive();
  }
}
