package dev.streamflow.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineTest {

  @Test
  void addsUpLinesOfOneArticleAndSortsThem() {
    List<Line> lines = List.of(new Line("milk", 1), new Line("beer", 2), new Line("milk", 3));

    assertThat(Line.addUp(lines)).containsExactly(new Line("beer", 2), new Line("milk", 4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "nul\0", "Käse"})
  void refusesWhatCanBeNoSku(String text) {
    assertThat(Line.isSku(text)).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> new Line(text, 1));
  }

  @Test
  void acceptsSkusUpToTheirGreatestLength() {
    assertThat(Line.isSku("x".repeat(64))).isTrue();
    assertThat(Line.isSku("x".repeat(65))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void refusesLessThanOneUnit(long quantity) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Line("milk", quantity));
  }
}
