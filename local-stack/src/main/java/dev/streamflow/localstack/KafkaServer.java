package dev.streamflow.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Kafka: one node in a JVM of its own, with the topics of the catalogue.
 *
 * @param speed which of its speeds matters
 * @param folder for its settings, its data, and what it unpacks while it runs
 */
record KafkaServer(ServerFiles files, Endpoints endpoints, Speed speed, Path folder)
    implements Server {

  static final String NAME = "kafka";

  private static final String MAIN_CLASS = "dev.streamflow.localstack.kafka.KafkaNode";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void prepare() throws IOException {
    Files.createDirectory(folder);
    Files.writeString(
        settingsFile(),
        new KafkaSettings(endpoints, Endpoints.LOOPBACK, folder.resolve("data").toString()).text());
  }

  @Override
  public ProcessSpec spec() throws IOException {
    return ProcessSpec.java(name(), arguments()).readyWhen(new KafkaBroker(endpoints)::answers);
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
    new KafkaBroker(endpoints).createTopics();
  }
}
