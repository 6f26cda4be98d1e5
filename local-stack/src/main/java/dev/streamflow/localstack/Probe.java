package dev.streamflow.localstack;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** Asks a process whether it is ready. */
@FunctionalInterface
public interface Probe {

  /** How long one attempt to connect or to read may take, in milliseconds. */
  int TIMEOUT_MILLIS = 2_000;

  /** Whether it is ready now. An exception means that it is not. */
  boolean isReady() throws Exception;

  /** Ready when the address answers a GET with 200. */
  static Probe http(URI address) {
    return () -> {
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      try {
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        connection.disconnect();
      }
    };
  }

  /** A connection to a port of this machine. */
  static Socket connect(int port) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
