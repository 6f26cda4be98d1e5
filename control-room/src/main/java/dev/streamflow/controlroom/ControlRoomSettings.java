package dev.streamflow.controlroom;

import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be set, under {@code control-room} in the configuration.
 *
 * @param services whose dead letters are shown
 */
@ConfigurationProperties("control-room")
public record ControlRoomSettings(@DefaultValue List<Service> services) {

  /**
   * A service.
   *
   * @param address of its HTTP side; any of its replicas will do
   */
  public record Service(String name, URI address) {}
}
