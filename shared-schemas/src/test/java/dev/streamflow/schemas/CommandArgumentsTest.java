package dev.streamflow.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandArgumentsTest {

  @Test
  void passesWhatWasGiven() {
    assertThat(
            run(
                args -> {
                  assertThat(args.get("--url", "NOT_SET_ANYWHERE")).isEqualTo("http://a");
                  assertThat(args.number("--count", 3)).isEqualTo(7);
                  assertThat(args.patience()).hasSeconds(60);
                },
                "--url",
                "http://a",
                "--count",
                "7"))
        .isZero();
  }

  @Test
  void helpsWithoutRunning() {
    assertThat(
            run(
                _ -> {
                  throw new AssertionError("ran");
                },
                "--help"))
        .isZero();
  }

  @Test
  void tellsWrongUseFromFailure() {
    assertThat(run(_ -> {}, "--unknown", "1")).isEqualTo(2);
    assertThat(run(_ -> {}, "--url")).isEqualTo(2);
    assertThat(run(args -> args.number("--count", 1), "--count", "many")).isEqualTo(2);
    assertThat(run(args -> args.get("--url", "NOT_SET_ANYWHERE"))).isEqualTo(2);
    assertThat(
            run(
                _ -> {
                  throw new IllegalStateException("no luck");
                }))
        .isEqualTo(1);
  }

  private static int run(CommandArguments.Command command, String... args) {
    return CommandArguments.run(args, "help", List.of("--url", "--count"), command);
  }
}
