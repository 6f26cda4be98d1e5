package dev.streamflow.systemtests.running;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;

/** The ports of this machine. */
public final class Ports {

  /** Below the ports that operating systems hand out, and below those that local-stack draws. */
  private static final int FIRST = 15_000;

  private static final int END = 20_000;
  private static final int CONNECT_TIMEOUT_MILLIS = 500;
  private static final Random RANDOM = new Random();

  private Ports() {}

  /** A port at which nothing listens now. */
  public static int free() {
    int port;
    do {
      port = RANDOM.nextInt(FIRST, END);
    } while (isTaken(port));
    return port;
  }

  /** Whether a program listens at the port. */
  public static boolean isTaken(int port) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(address);
    } catch (IOException taken) {
      return true;
    }
    // Some systems let a program bind the loopback address beside one that has bound them all.
    try (Socket socket = new Socket()) {
      socket.connect(address, CONNECT_TIMEOUT_MILLIS);
      return true;
    } catch (IOException nobodyThere) {
      return false;
    }
  }
}
