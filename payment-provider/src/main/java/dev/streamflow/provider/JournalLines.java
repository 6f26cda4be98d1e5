package dev.streamflow.provider;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads the complete lines of a journal and knows where the last of them ends. */
final class JournalLines implements Closeable {

  private final InputStream in;
  private long position;

  JournalLines(Path path) throws IOException {
    in = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
  }

  /** The next line, or null if what is left has no end. */
  byte @Nullable [] next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    for (int read = in.read(); read != '\n'; read = in.read()) {
      if (read < 0) {
        return null;
      }
      line.write(read);
    }
    position += line.size() + 1;
    return line.toByteArray();
  }

  /** Where the last line that was returned ends, in bytes from the beginning. */
  long position() {
    return position;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
