package dev.streamflow.localstack;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** A client's connection through a door to the server behind it. */
final class DoorConnection {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final Door door;
  private final Socket client;
  private final Socket server;
  private volatile boolean losesAnswer;

  DoorConnection(Door door, Socket client, Socket server) {
    this.door = door;
    this.client = client;
    this.server = server;
  }

  void start() throws IOException {
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    Thread.ofVirtual().start(() -> carry(this::carryRequests));
    Thread.ofVirtual().start(() -> carry(this::carryAnswers));
  }

  /** Both sides notice at once. */
  void cut() {
    door.forget(this);
    close(client);
    close(server);
  }

  private static void close(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** When one side or one direction has ended, all of the connection has. */
  private void carry(Direction direction) {
    try {
      direction.carry();
    } catch (IOException ended) {
      // Closed by the other direction, by the door, or by the client's or the server's end.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      cut();
    }
  }

  private void carryRequests() throws IOException {
    InputStream from = client.getInputStream();
    OutputStream to = server.getOutputStream();
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
      DoorTrap trap = door.trap();
      if (trap.springs(this, buffer, length)) {
        if (trap.loss() == DoorTrap.Loss.REQUEST) {
          return;
        }
        losesAnswer = true;
      }
      to.write(buffer, 0, length);
    }
  }

  private void carryAnswers() throws IOException, InterruptedException {
    InputStream from = server.getInputStream();
    OutputStream to = client.getOutputStream();
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
      door.awaitDelay();
      if (losesAnswer) {
        return;
      }
      to.write(buffer, 0, length);
    }
  }

  private interface Direction {
    void carry() throws IOException, InterruptedException;
  }
}
