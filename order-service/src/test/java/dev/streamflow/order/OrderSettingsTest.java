package dev.streamflow.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class OrderSettingsTest {

  @Test
  void givesAnOrderHalfAnHour() {
    assertThat(with(Map.of()).deadline()).isEqualTo(Duration.ofMinutes(30));
  }

  @ParameterizedTest
  @CsvSource({
    "orders.deadline,            0s",
    "orders.deadline,            -1m",
    "orders.timeouts-per-second, 0",
  })
  void refusesWhatMakesNoSense(String name, String value) {
    assertThatThrownBy(() -> with(Map.of(name, value))).hasStackTraceContaining(name + ": ");
  }

  private static OrderSettings with(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("orders", Bindable.of(OrderSettings.class));
  }
}
