package dev.streamflow.localstack;

import java.nio.file.Path;
import java.util.List;

/** The four servers of a stack. */
final class Servers {

  private Servers() {}

  /**
   * All four, to be started.
   *
   * @param kafka what Kafka is to be good at; the others are quick enough
   */
  static List<Server> all(
      StackKind kind, Endpoints endpoints, StackDirectory directory, Speed kafka) {
    return switch (kind) {
      case PROCESSES -> processes(ServerFiles.find(), endpoints, directory, kafka);
      case CONTAINERS -> containers(endpoints, kafka);
    };
  }

  private static List<Server> processes(
      ServerFiles files, Endpoints endpoints, StackDirectory directory, Speed kafka) {
    Path data = directory.data();
    return List.of(
        new RegistryServer(files, endpoints, data.resolve("registry")),
        new KafkaServer(files, endpoints, kafka, data.resolve("kafka")),
        new PostgresServer(
            files, endpoints, data.resolve("postgres"), directory.logs().resolve("postgres.log")),
        new RedisServer(files, endpoints.redis(), data.resolve(RedisServer.NAME)));
  }

  private static List<Server> containers(Endpoints endpoints, Speed kafka) {
    DockerEngine.require(
        List.of(
            RegistryContainer.IMAGE,
            KafkaContainer.IMAGE,
            PostgresContainer.IMAGE,
            RedisContainer.IMAGE));
    return List.of(
        new RegistryContainer(endpoints),
        new KafkaContainer(endpoints, kafka),
        new PostgresContainer(endpoints),
        new RedisContainer(endpoints.redis()));
  }
}
