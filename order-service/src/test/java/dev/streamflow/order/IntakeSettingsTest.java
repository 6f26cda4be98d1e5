package dev.streamflow.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class IntakeSettingsTest {

  @Test
  void lets200OrdersShareATransaction() {
    assertThat(with(Map.of()).batchSize()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "orders.intake.batch-size,    0",
    "orders.intake.answer-within, 0s",
  })
  void refusesWhatMakesNoSense(String name, String value) {
    assertThatThrownBy(() -> with(Map.of(name, value))).hasStackTraceContaining(name + ": ");
  }

  private static IntakeSettings with(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("orders.intake", Bindable.of(IntakeSettings.class));
  }
}
