package dev.streamflow.localstack;

import dev.streamflow.schemas.TopicCatalogue;
import dev.streamflow.schemas.TopicProvisioner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * Kafka: one node in a JVM of its own, with the topics of the catalogue.
 *
 * @param speed which of its speeds matters
 * @param folder for its settings, its data, and what it unpacks while it runs
 */
record KafkaServer(ServerFiles files, Endpoints endpoints, Speed speed, Path folder)
    implements Server {

  private static final String MAIN_CLASS = "dev.streamflow.localstack.kafka.KafkaNode";

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public void prepare() throws IOException {
    Files.createDirectory(folder);
    Files.writeString(settingsFile(), settings());
  }

  @Override
  public ProcessSpec spec() throws IOException {
    return ProcessSpec.java(name(), arguments()).readyWhen(Probe.tcp(endpoints.kafkaPort()));
  }

  private Path settingsFile() {
    return folder.resolve("server.properties");
  }

  private List<String> arguments() throws IOException {
    List<String> arguments = new ArrayList<>();
    Collections.addAll(
        arguments,
        speed.flag(),
        "-Xms256m",
        "-Xmx768m",
        "-XX:+UseSerialGC",
        "-Djava.io.tmpdir=" + folder,
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
        "-Dorg.slf4j.simpleLogger.showDateTime=true",
        "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
    arguments.addAll(files.kafka().arguments());
    Collections.addAll(arguments, MAIN_CLASS, settingsFile().toString());
    return arguments;
  }

  @Override
  public void furnish() {
    Map<String, Object> settings =
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, endpoints.bootstrapServers());
    try (Admin admin = Admin.create(settings)) {
      new TopicProvisioner(admin, TopicCatalogue.load()).provision(1);
    }
  }

  private String settings() {
    return """
    process.roles=broker,controller
    node.id=1
    controller.quorum.voters=1@127.0.0.1:%2$d
    listeners=CLIENT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
    advertised.listeners=CLIENT://127.0.0.1:%1$d
    listener.security.protocol.map=CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT
    inter.broker.listener.name=CLIENT
    controller.listener.names=CONTROLLER
    log.dirs=%3$s
    auto.create.topics.enable=false
    num.network.threads=2
    num.io.threads=4

    # One node: nothing can be replicated, little is needed of Kafka's own topics.
    offsets.topic.replication.factor=1
    offsets.topic.num.partitions=4
    transaction.state.log.replication.factor=1
    transaction.state.log.min.isr=1
    transaction.state.log.num.partitions=4
    share.coordinator.state.topic.replication.factor=1
    share.coordinator.state.topic.min.isr=1
    share.coordinator.state.topic.num.partitions=4

    # Members join and leave all the time here, and nobody wants to wait for it.
    group.initial.rebalance.delay.ms=0
    group.coordinator.rebalance.protocols=classic,consumer
    group.consumer.min.heartbeat.interval.ms=200
    group.consumer.heartbeat.interval.ms=1000
    group.consumer.min.session.timeout.ms=1000
    group.consumer.session.timeout.ms=10000

    # A node that was killed may come back only when its former session has ended.
    broker.session.timeout.ms=3000
    broker.heartbeat.interval.ms=500

    # Quick to start: small buffers and index files.
    log.cleaner.dedupe.buffer.size=2097152
    log.index.size.max.bytes=1048576
    """
        .formatted(endpoints.kafkaPort(), endpoints.kafkaControllerPort(), folder.resolve("data"));
  }
}
