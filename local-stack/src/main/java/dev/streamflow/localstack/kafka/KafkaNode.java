package dev.streamflow.localstack.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A Kafka node, broker and controller in one, that formats its storage, unless there is one from an
 * earlier run, and starts in the same process. Kafka's own tools need two JVMs for it, one after
 * the other.
 */
public final class KafkaNode {

  private KafkaNode() {}

  /**
   * Runs until the process is told to end.
   *
   * @param arguments the path of {@code server.properties}
   */
  public static void main(String[] arguments) throws Exception {
    KafkaConfig config = new KafkaConfig(read(Path.of(arguments[0])));
    if (Files.notExists(Path.of(config.metadataLogDir(), "meta.properties"))) {
      format(config);
    }
    KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
    server.startup();
    server.awaitShutdown();
  }

  private static Properties read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return properties;
  }

  private static void format(KafkaConfig config) throws Exception {
    new Formatter()
        .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
        .setNodeId(config.nodeId())
        .setClusterId(Uuid.randomUuid().toString())
        .setControllerListenerName(config.controllerListenerNames().get(0))
        .setMetadataLogDirectory(config.metadataLogDir())
        .setDirectories(config.logDirs())
        .run();
  }
}
