package dev.streamflow.localstack;

/** A time in which a server or another process is held still. Closing it lets it go on. */
public interface Pause extends AutoCloseable {

  @Override
  void close();
}
