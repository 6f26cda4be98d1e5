package dev.streamflow.systemtests.witness;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Appends to a client's log, from many threads. A line is with the operating system on return. */
public final class ClientLogWriter implements AutoCloseable {
  private final BufferedWriter file;

  public ClientLogWriter(Path path) throws IOException {
    file = Files.newBufferedWriter(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Notes a promise. Call it as soon as the answer is there. */
  public synchronized void note(ClientLog.Promise promise) {
    try {
      file.write(ClientLog.JSON.writeValueAsString(promise));
      file.newLine();
      file.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
