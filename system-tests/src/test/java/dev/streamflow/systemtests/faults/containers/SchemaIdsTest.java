package dev.streamflow.systemtests.faults.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.systemtests.invariants.Finding.Violation;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaIdsTest {
  private static final SchemaIds BEFORE = new SchemaIds(Map.of("orders", 1, "payments", 2));

  @Test
  void acceptsTheSameIds() {
    assertThat(BEFORE.unchangedIn(new SchemaIds(Map.of("orders", 1, "payments", 2))).violations())
        .isEmpty();
  }

  @Test
  void noticesIdsThatAreOthersAndSubjectsThatAreGoneOrNew() {
    assertThat(BEFORE.unchangedIn(new SchemaIds(Map.of("payments", 3, "stock", 1))).violations())
        .containsExactly(
            new Violation("orders", "had the id 1, has null"),
            new Violation("payments", "had the id 2, has 3"),
            new Violation("stock", "had the id null, has 1"));
  }
}
