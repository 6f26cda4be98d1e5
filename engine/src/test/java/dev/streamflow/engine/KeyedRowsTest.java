package dev.streamflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.OptimisticLockingFailureException;

class KeyedRowsTest {

  private final Input ofAKnownOrder = input();
  private final Input ofANewOrder = input();
  private final List<String> inserted = new ArrayList<>();
  private final List<String> updated = new ArrayList<>();
  private WorkingSet<String> rows;

  @BeforeEach
  void load() {
    rows = rows(0);
  }

  private WorkingSet<String> rows(int begunBySomebodyElse) {
    return WorkingSet.keyed(
        Map.of(ofAKnownOrder.orderId(), "known"),
        Input::orderId,
        input -> "blank",
        begun -> {
          inserted.addAll(begun);
          return begun.size() - begunBySomebodyElse;
        },
        updated::addAll);
  }

  @Test
  void updatesARowThatIsThereAndInsertsOneThatIsNot() {
    // When
    rows.put(ofAKnownOrder, "changed");
    rows.put(ofANewOrder, "begun");
    rows.write();

    // Then
    assertThat(updated).containsExactly("changed");
    assertThat(inserted).containsExactly("begun");
  }

  @Test
  void showsWhatTheInputsBeforeHaveDecided() {
    // Given
    assertThat(rows.get(ofANewOrder)).isEqualTo("blank");

    // When
    rows.put(ofANewOrder, "begun");
    rows.put(ofANewOrder, "again");

    // Then
    assertThat(rows.get(ofANewOrder)).isEqualTo("again");
    rows.write();
    assertThat(inserted).containsExactly("again");
  }

  @Test
  void writesNothingThatDidNotChange() {
    // When
    rows.put(ofAKnownOrder, rows.get(ofAKnownOrder));
    rows.put(ofANewOrder, rows.get(ofANewOrder));
    rows.write();

    // Then
    assertThat(inserted).isEmpty();
    assertThat(updated).isEmpty();
  }

  @Test
  void failsForNowWhereSomebodyElseHasBegunTheRow() {
    // Given
    WorkingSet<String> late = rows(1);
    late.put(ofANewOrder, "begun");

    // When, Then
    assertThatThrownBy(late::write).isInstanceOf(OptimisticLockingFailureException.class);
  }

  private static Input input() {
    UUID order = UUID.randomUUID();
    return new Input.Answer(new Call("key", order, "user", "body"), "payload");
  }
}
