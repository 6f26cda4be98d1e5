package dev.streamflow.order;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Takes orders over HTTP and alone decides their outcome. */
@SpringBootApplication
@EnableConfigurationProperties({OrderSettings.class, IntakeSettings.class})
@EnableScheduling
class OrderApplication {

  public static void main(String[] args) {
    SpringApplication.run(OrderApplication.class, args);
  }
}
