package dev.streamflow.provider;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * The decisions in a file, one JSON line each, only ever appended to. A line that is appended
 * survives the death of the process (it is with the operating system), not that of the machine (it
 * is not forced to disk). One process at a time may have it open. Not thread-safe.
 */
final class Journal implements Closeable {

  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private final Path path;

  /** Not a channel: an interrupted thread would close that for everybody. */
  private final RandomAccessFile file;

  private long end;

  private Journal(Path path, RandomAccessFile file) {
    this.path = path;
    this.file = file;
  }

  /**
   * Opens the file, or makes it.
   *
   * @throws IllegalStateException if another process has it open
   */
  static Journal open(Path path) {
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
      if (lock(file) == null) {
        file.close();
        throw new IllegalStateException(
            "another provider keeps its ledger in %s: stop it, or set provider.journal"
                .formatted(path.toAbsolutePath()));
      }
      return new Journal(path, file);
    } catch (IOException e) {
      throw new UncheckedIOException("the journal %s cannot be opened".formatted(path), e);
    }
  }

  /** The lock goes with the file, when it is closed or the process ends. */
  private static @Nullable FileLock lock(RandomAccessFile file) throws IOException {
    try {
      return file.getChannel().tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /** Reads all lines, oldest first, and cuts off a torn last one: it was never answered. */
  void replay(Consumer<Decision> reader) {
    try (JournalLines lines = new JournalLines(path)) {
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        reader.accept(JSON.readValue(line, Decision.class));
      }
      end = lines.position();
      cutAtEnd();
    } catch (IOException e) {
      throw new UncheckedIOException("the journal %s cannot be read".formatted(path), e);
    }
  }

  /** Appends a line: all of it, or (if this throws) nothing. */
  void append(Decision decision) {
    byte[] json = JSON.writeValueAsBytes(decision);
    byte[] line = ByteBuffer.allocate(json.length + 1).put(json).put((byte) '\n').array();
    try {
      file.write(line);
      end += line.length;
    } catch (IOException e) {
      throw new UncheckedIOException("the journal %s cannot be written".formatted(path), undo(e));
    }
  }

  private IOException undo(IOException failure) {
    try {
      cutAtEnd();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }

  private void cutAtEnd() throws IOException {
    file.setLength(end);
    file.seek(end);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
