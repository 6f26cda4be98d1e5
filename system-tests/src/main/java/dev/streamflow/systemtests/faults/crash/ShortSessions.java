package dev.streamflow.systemtests.faults.crash;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/** Lets a group notice the death of a member soon, so that a test need not wait for it. */
final class ShortSessions {

  private static final Map<String, String> SETTINGS =
      Map.of("consumer.session.timeout.ms", "1500", "consumer.heartbeat.interval.ms", "300");

  private ShortSessions() {}

  /** Sets it for one group. */
  static void of(String group, String bootstrapServers) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.GROUP, group);
    Collection<AlterConfigOp> changes =
        SETTINGS.entrySet().stream()
            .map(setting -> new ConfigEntry(setting.getKey(), setting.getValue()))
            .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
            .toList();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.incrementalAlterConfigs(Map.of(resource, changes)).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "Kafka did not take the settings: " + List.of(e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
