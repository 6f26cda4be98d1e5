package dev.streamflow.engine.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

@ExtendWith(OutputCaptureExtension.class)
class DemoPasswordsTest {

  private static final String DATABASE = "--spring.datasource.password=demo-only-database";
  private static final String REDIS = "--streamflow.redis.url=redis://:demo-only-redis@redis:6379";

  @Test
  void refusesPasswordsOfTheDemonstrationOutsideOfIt(CapturedOutput output) {
    assertThatThrownBy(() -> start(Map.of(), DATABASE, REDIS))
        .isInstanceOf(DemoPasswordRefused.class)
        .hasMessageContaining("spring.datasource.password, streamflow.redis.url")
        .hasMessageNotContaining(DemoPasswords.MARK);
    assertThat(output).contains("Set passwords of your own").contains("STREAMFLOW_DEMO");
  }

  @Test
  void acceptsPasswordsOfOnesOwn() {
    assertThatCode(() -> start(Map.of(), "--spring.datasource.password=my-own"))
        .doesNotThrowAnyException();
  }

  @Test
  void acceptsThemInTheDemonstration() {
    assertThatCode(() -> start(Map.of(), DATABASE, REDIS, "--streamflow.demo=true"))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesThemInAFileOfSettingsToo() {
    assertThatThrownBy(() -> start(Map.of("spring.mail.password", "demo-only-mail")))
        .hasMessageContaining("spring.mail.password");
  }

  private static void start(Map<String, Object> defaults, String... arguments) {
    SpringApplication application = new SpringApplication(Nothing.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setDefaultProperties(defaults);
    application.run(arguments).close();
  }

  @Configuration(proxyBeanMethods = false)
  static class Nothing {}
}
