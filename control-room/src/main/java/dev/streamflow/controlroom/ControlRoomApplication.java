package dev.streamflow.controlroom;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
public class ControlRoomApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(ControlRoomApplication.class, arguments);
  }
}
