package dev.streamflow.localstack;

import dev.streamflow.schemas.TopicCatalogue;
import dev.streamflow.schemas.TopicProvisioner;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.protocol.ApiKeys;

/** A Kafka node that runs, as its clients see it. */
record KafkaBroker(Endpoints endpoints) {

  private static final int NO_TEXT = -1;

  /**
   * Whether it answers which versions of requests it knows, the first that every client asks. That
   * it lets one connect would not be enough: Docker does that for a server that is not there yet.
   */
  boolean answers() throws IOException {
    try (Socket socket = Probe.connect(endpoints.kafkaPort())) {
      DataOutputStream request = new DataOutputStream(socket.getOutputStream());
      request.writeInt(Short.BYTES + Short.BYTES + Integer.BYTES + Short.BYTES);
      request.writeShort(ApiKeys.API_VERSIONS.id);
      request.writeShort(0);
      request.writeInt(0);
      request.writeShort(NO_TEXT);
      request.flush();
      return new DataInputStream(socket.getInputStream()).readInt() > 0;
    }
  }

  /** Makes the topics of the catalogue. */
  void createTopics() {
    Map<String, Object> settings =
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, endpoints.bootstrapServers());
    try (Admin admin = Admin.create(settings)) {
      new TopicProvisioner(admin, TopicCatalogue.load()).provision(1);
    }
  }
}
