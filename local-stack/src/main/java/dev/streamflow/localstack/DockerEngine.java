package dev.streamflow.localstack;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.ImageNameSubstitutor;

/** The Docker engine of this machine, where Testcontainers finds it. */
final class DockerEngine {

  private static final Duration PULL_TIMEOUT = Duration.ofMinutes(10);

  private DockerEngine() {}

  static boolean answers() {
    try {
      DockerClientFactory.instance().getTransportConfig();
      return true;
    } catch (IllegalStateException nobodyAnswers) {
      return false;
    }
  }

  /**
   * Pulls the images that are not here. Tried once: Testcontainers would try for two minutes.
   *
   * @throws LocalStackException if there is no engine, or with the names of the images that cannot
   *     be had
   */
  static void require(List<String> images) {
    if (!answers()) {
      throw new LocalStackException(
          "No Docker engine answers. Next step: start it, or -Dstack=processes");
    }
    try (DockerClient docker =
        DockerClientProviderStrategy.getClientForConfig(
            DockerClientFactory.instance().getTransportConfig())) {
      require(docker, images.stream().map(DockerEngine::substituted).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As Testcontainers will name it: people can set a mirror's name there. */
  private static String substituted(String image) {
    return ImageNameSubstitutor.instance()
        .apply(DockerImageName.parse(image))
        .asCanonicalNameString();
  }

  private static void require(DockerClient docker, List<String> images) {
    List<String> missing =
        images.stream().filter(image -> !isHere(docker, image) && !pull(docker, image)).toList();
    if (!missing.isEmpty()) {
      throw new LocalStackException(
          "Neither here nor to be pulled: %s. Next step: see why (docker pull), or -Dstack=processes"
              .formatted(String.join(", ", missing)));
    }
  }

  private static boolean isHere(DockerClient docker, String image) {
    try {
      docker.inspectImageCmd(image).exec();
      return true;
    } catch (NotFoundException e) {
      return false;
    }
  }

  private static boolean pull(DockerClient docker, String image) {
    try {
      return docker
          .pullImageCmd(image)
          .exec(new PullImageResultCallback())
          .awaitCompletion(PULL_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (DockerException | DockerClientException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
