package dev.streamflow.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.streamflow.localstack.StackOwner.End;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackLifeTest {

  @TempDir Path folder;

  @AfterEach
  void stopWhatRuns() {
    LocalStack.attach(folder).ifPresent(LocalStack::stop);
  }

  private LocalStack start(Server... servers) {
    return LocalStack.start(
        new StackDirectory(folder),
        NewEndpoints.forServices(List.of("a-service")),
        List.of(servers));
  }

  private LocalStack startTwo() {
    return start(new SleepingServer("one"), new SleepingServer("two"));
  }

  private List<ManagedProcess> processes() {
    return new StackDirectory(folder).read().orElseThrow().processes();
  }

  @Test
  void isFoundByAnotherObject() {
    LocalStack stack = startTwo();

    LocalStack attached = LocalStack.attach(folder).orElseThrow();

    assertThat(attached.isAlive()).isTrue();
    assertThat(attached.processes()).isEqualTo(stack.processes());
    assertThat(attached.settingsOf("a-service")).isEqualTo(stack.settingsOf("a-service"));
  }

  @Test
  void isNotFoundWhereNoneWasStarted() {
    assertThat(LocalStack.attach(folder)).isEmpty();
  }

  @Test
  void keepsItsSecretsToItsOwner() throws Exception {
    startTwo();

    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("stack.json"))))
        .isEqualTo("rw-------");
  }

  @Test
  void leavesNothingButLogsWhenStopped() throws Exception {
    // Given
    LocalStack stack = startTwo();
    stack.run(List.of(ProcessSpec.command("service", List.of("sleep", "600"))));
    List<ManagedProcess> processes = stack.processes();
    assertThat(processes).extracting(ManagedProcess::name).contains("one", "two", "service");

    // When
    LocalStack.attach(folder).orElseThrow().stop();

    // Then
    assertThat(processes).noneMatch(ManagedProcess::isAlive);
    assertThat(LocalStack.attach(folder)).isEmpty();
    try (var files = Files.list(folder)) {
      assertThat(files)
          .extracting(Path::getFileName)
          .containsExactlyInAnyOrder(Path.of("logs"), Path.of("lock"));
    }
  }

  @Test
  void refusesASecondStackInItsFolder() {
    startTwo();

    assertThatExceptionOfType(LocalStackException.class)
        .isThrownBy(this::startTwo)
        .withMessageContaining("runs in " + folder)
        .withMessageContaining("Next step");
    assertThat(processes()).allMatch(ManagedProcess::isAlive);
  }

  @Test
  void stopsTheOthersWhenOneServerDoesNotComeUp() {
    Server broken =
        new Server() {
          @Override
          public String name() {
            return "broken";
          }

          @Override
          public void prepare() {}

          @Override
          public ProcessSpec spec() {
            return ProcessSpec.command(name(), List.of("sh", "-c", "echo no such option; exit 1"))
                .readyWhen(() -> false);
          }

          @Override
          public void furnish() {}
        };

    assertThatExceptionOfType(LocalStackException.class)
        .isThrownBy(() -> start(new SleepingServer("one"), broken))
        .withMessageContaining("broken ended")
        .withMessageContaining("broken.log")
        .withMessageContaining("no such option");
    assertThat(LocalStack.attach(folder)).isEmpty();
  }

  @Test
  void startsNothingMoreOnceItIsStopped() {
    LocalStack stack = startTwo();
    stack.stop();

    assertThatExceptionOfType(LocalStackException.class)
        .isThrownBy(() -> stack.run(List.of(new SleepingServer("late").spec())))
        .withMessageContaining("was stopped");
  }

  @Test
  void runsAProcessAgainThatHasEnded() throws Exception {
    // Given
    LocalStack stack = startTwo();
    ProcessSpec service =
        ProcessSpec.command("service", List.of("sh", "-c", "echo run; exec sleep 600"));
    stack.run(List.of(service));
    ManagedProcess first = stack.process("service");
    first.kill();

    // When
    stack.run(List.of(service));

    // Then
    ManagedProcess second = stack.process("service");
    assertThat(second.pid()).isNotEqualTo(first.pid());
    assertThat(stack.processes()).hasSize(3).allMatch(ManagedProcess::isAlive);
    Awaitility.await()
        .untilAsserted(
            () -> assertThat(Files.readAllLines(second.log())).containsExactly("run", "run"));
  }

  @Test
  void doesNotRunAProcessTwice() {
    LocalStack stack = startTwo();

    assertThatExceptionOfType(LocalStackException.class)
        .isThrownBy(() -> stack.run(List.of(new SleepingServer("one").spec())))
        .withMessage("one runs already");
  }

  @Test
  void startsAServerAgainThatHasEnded() {
    // Given
    LocalStack stack = startTwo();
    stack.process("one").kill();
    assertThat(stack.isAlive()).isFalse();

    // When
    stack.restart("one");

    // Then
    assertThat(stack.processes()).hasSize(2).allMatch(ManagedProcess::isAlive);
    assertThatExceptionOfType(LocalStackException.class)
        .isThrownBy(() -> stack.restart("one"))
        .withMessage("one runs already");
    assertThatExceptionOfType(LocalStackException.class)
        .isThrownBy(() -> stack.restart("three"))
        .withMessageContaining("no server");
  }

  @Test
  void namesTheServiceThatHasNoDatabase() {
    LocalStack stack = startTwo();

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> stack.settingsOf("no-service"))
        .withMessageContaining("no-service")
        .withMessageContaining("a-service");
  }

  @Test
  void endsWithTheJvmThatStartedIt() throws Exception {
    StackOwner.run(folder, End.EXIT);

    assertThat(LocalStack.attach(folder)).isEmpty();
  }

  @Test
  void outlivesTheJvmThatLeavesItRunning() throws Exception {
    // When
    StackOwner.run(folder, End.LEAVE_RUNNING);

    // Then
    List<ManagedProcess> processes = processes();
    assertThat(processes).hasSize(2).allMatch(ManagedProcess::isAlive);
    assertThatExceptionOfType(LocalStackException.class).isThrownBy(this::startTwo);

    // When
    LocalStack.attach(folder).orElseThrow().stop();

    // Then
    assertThat(processes).noneMatch(ManagedProcess::isAlive);
  }

  @Test
  void clearsUpAfterAJvmThatCrashed() throws Exception {
    // Given
    StackOwner.run(folder, End.CRASH);
    List<ManagedProcess> leftovers = processes();
    assertThat(leftovers).hasSize(2).allMatch(ManagedProcess::isAlive);

    // When
    startTwo();

    // Then
    assertThat(leftovers).noneMatch(ManagedProcess::isAlive);
    assertThat(processes()).hasSize(2).allMatch(ManagedProcess::isAlive);
  }
}
