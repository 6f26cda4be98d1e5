package dev.streamflow.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class RegistrySettingsTest {

  @Test
  void takesSeveralAddressesForFailOver() {
    RegistrySettings settings =
        RegistrySettings.of(Map.of("schema.registry.url", "http://a:1/, https://b:2/apis/v7"));

    assertThat(settings.urls())
        .containsExactly(URI.create("http://a:1"), URI.create("https://b:2/apis/v7"));
    assertThat(settings.userInfo()).isNull();
  }

  @Test
  void takesCredentialsOfTheirOwn() {
    RegistrySettings settings =
        RegistrySettings.of(
            Map.of(
                "schema.registry.url", "http://a:1",
                "basic.auth.credentials.source", "USER_INFO",
                "basic.auth.user.info", "ann:secret"));

    assertThat(settings.userInfo()).isEqualTo("ann:secret");
    assertThat(settings.toString()).doesNotContain("secret");
  }

  @Test
  void takesCredentialsOutOfTheAddress() {
    RegistrySettings settings =
        RegistrySettings.of(Map.of("schema.registry.url", "http://ann:s%40fe@a:1"));

    assertThat(settings.userInfo()).isEqualTo("ann:s@fe");
    assertThat(settings.urls()).containsExactly(URI.create("http://a:1"));
  }

  @Test
  void refusesWhatItCannotUse() {
    assertRefused(Map.of(), "schema.registry.url");
    assertRefused(Map.of("schema.registry.url", "localhost:8081"), "http");
    assertRefused(
        Map.of(
            "schema.registry.url", "http://a:1", "basic.auth.credentials.source", "SASL_INHERIT"),
        "basic.auth.credentials.source");
    assertRefused(
        Map.of("schema.registry.url", "http://a:1", "basic.auth.credentials.source", "USER_INFO"),
        "basic.auth.user.info");
  }

  private static void assertRefused(Map<String, ?> config, String named) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> RegistrySettings.of(config))
        .withMessageContaining(named);
  }
}
