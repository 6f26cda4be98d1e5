package dev.streamflow.engine.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CausesTest {

  @Test
  void tellsTheMessageAndTheCauses() {
    Exception root = new IllegalArgumentException("7 is no colour");
    Exception failure = new IllegalStateException("cannot paint", root);

    assertThat(Causes.textOf(failure))
        .isEqualTo("cannot paint ← java.lang.IllegalArgumentException: 7 is no colour");
    assertThat(Causes.rootOf(failure)).isSameAs(root);
  }

  @Test
  void isBoundedAndCanBeStored() {
    assertThat(Causes.textOf(new Exception("a\0b" + "c".repeat(5000))))
        .hasSize(1000)
        .startsWith("a b");
  }

  @Test
  void endsInACircle() {
    Exception one = new Exception("one");
    Exception other = new Exception("other", one);
    one.initCause(other);

    assertThat(Causes.textOf(one)).startsWith("one ← java.lang.Exception: other ← ");
  }
}
