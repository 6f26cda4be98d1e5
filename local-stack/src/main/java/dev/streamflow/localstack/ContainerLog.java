package dev.streamflow.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.OutputFrame;

/**
 * The output of a container, in a file.
 *
 * @param file is there from the first start on
 */
record ContainerLog(Path file) {

  /** Writes down all that it has said and will say, until it ends. */
  void follow(GenericContainer<?> container) {
    try {
      Files.write(file, new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    container.followOutput(this::append);
  }

  private void append(OutputFrame output) {
    byte[] bytes = output.getBytes();
    if (bytes == null) {
      return;
    }
    try {
      Files.write(file, bytes, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
