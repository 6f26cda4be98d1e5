package dev.streamflow.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class ServedCountriesTest {

  private final ApplicationContextRunner service =
      new ApplicationContextRunner().withUserConfiguration(Settings.class);

  @Test
  void servesTheUnitedStatesAndMexicoByDefault() {
    service.run(
        context -> {
          ServedCountries served = context.getBean(ServedCountries.class);
          assertThat(served.servedCountries()).containsExactlyInAnyOrder("US", "MX");
        });
  }

  @Test
  void servesTheConfiguredCountriesOnly() {
    service
        .withPropertyValues("shipping.served-countries=CA,DE")
        .run(
            context -> {
              ServedCountries served = context.getBean(ServedCountries.class);
              assertThat(served.include("CA")).isTrue();
              assertThat(served.include("US")).isFalse();
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"USA", "us", "XX", "US,", ""})
  void doesNotStartWithWhatIsNoCountryCode(String countries) {
    service
        .withPropertyValues("shipping.served-countries=" + countries)
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageStartingWith("shipping.served-countries"));
  }

  @Configuration
  @EnableConfigurationProperties(ServedCountries.class)
  static class Settings {}
}
