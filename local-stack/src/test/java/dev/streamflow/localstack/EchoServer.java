package dev.streamflow.localstack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Answers each message with itself and remembers it. */
final class EchoServer implements AutoCloseable {

  private final ServerSocket listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
  private final StringBuffer heard = new StringBuffer();

  EchoServer() throws IOException {
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  String heard() {
    return heard.toString();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        clients.add(client);
        Thread.ofVirtual().start(() -> echo(client));
      } catch (IOException closed) {
        // Nobody can come any more.
      }
    }
  }

  private void echo(Socket client) {
    byte[] message = new byte[1024];
    try (client) {
      int length = client.getInputStream().read(message);
      while (length >= 0) {
        heard.append(new String(message, 0, length)).append('\n');
        client.getOutputStream().write(message, 0, length);
        length = client.getInputStream().read(message);
      }
    } catch (IOException cut) {
      // The client is gone.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket client : clients) {
      client.close();
    }
  }
}
