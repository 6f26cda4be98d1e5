package dev.streamflow.localstack;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A stack's folder: its data, its logs, and the file that tells other processes of it.
 *
 * @param path absolute
 */
record StackDirectory(Path path) {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .changeDefaultVisibility(
              visible -> visible.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  StackDirectory {
    path = path.toAbsolutePath().normalize();
  }

  Path logs() {
    return path.resolve("logs");
  }

  Path data() {
    return path.resolve("data");
  }

  private Path stateFile() {
    return path.resolve("stack.json");
  }

  /** The stack of this folder; empty if there is none. */
  Optional<StackState> read() {
    try {
      return Files.exists(stateFile())
          ? Optional.of(JSON.readValue(Files.readString(stateFile()), StackState.class))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(stateFile() + " cannot be read", e);
    }
  }

  void write(StackState state) {
    try {
      PrivateFiles.write(stateFile(), JSON.writeValueAsString(state));
    } catch (IOException e) {
      throw new UncheckedIOException(stateFile() + " cannot be written", e);
    }
  }

  /**
   * Makes the folder this process's own. What a dead owner left is stopped and removed.
   *
   * @throws LocalStackException if a stack runs here
   */
  void claim(StackState state) {
    try {
      Files.createDirectories(path);
      try (FileChannel file =
              FileChannel.open(
                  path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock _ = file.lock()) {
        read().ifPresent(this::replace);
        PrivateFiles.delete(logs());
        PrivateFiles.createFolder(logs());
        PrivateFiles.createFolder(data());
        write(state);
      }
    } catch (OverlappingFileLockException e) {
      throw inUse();
    } catch (IOException e) {
      throw new LocalStackException(path + " cannot be used: " + e.getMessage(), e);
    }
  }

  private void replace(StackState former) {
    if (former.isInUse()) {
      throw inUse();
    }
    ProcessEnd.stop(former.others());
    ProcessEnd.stop(former.servers());
    clear();
  }

  private LocalStackException inUse() {
    return new LocalStackException(
        "A stack runs in %s already. Next step: stop it (./streamflow down)".formatted(path));
  }

  /** Removes what the servers need while they run. The logs stay. */
  void clear() {
    try {
      PrivateFiles.delete(data());
      PrivateFiles.delete(stateFile());
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be cleared", e);
    }
  }
}
