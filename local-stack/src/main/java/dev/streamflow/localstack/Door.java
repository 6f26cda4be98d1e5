package dev.streamflow.localstack;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A TCP proxy before a server: the clients that come through it can be turned away, delayed and cut
 * off, while the server and its other clients notice nothing. Safe for use by several threads.
 */
public final class Door implements AutoCloseable {

  private static final int BACKLOG = 50;

  private final int port;
  private final ServerSocket listener;
  private final Set<DoorConnection> connections = ConcurrentHashMap.newKeySet();
  private boolean isShut;
  private int turnedAway;
  private Duration delay = Duration.ZERO;
  private volatile DoorTrap trap = DoorTrap.NONE;

  private Door(int port) throws IOException {
    this.port = port;
    this.listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
  }

  /** An open door before a port of this machine. */
  static Door before(int port) {
    try {
      Door door = new Door(port);
      Thread.ofVirtual().name("door-" + port).start(door::accept);
      return door;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The address of the server, changed to lead through this door; others as they are. */
  public String through(String address) {
    return address.replaceAll(
        "(127\\.0\\.0\\.1|localhost):" + port + "\\b", "127.0.0.1:" + listener.getLocalPort());
  }

  /** Cuts all connections and lets nobody in. */
  public synchronized void shut() {
    isShut = true;
    cut();
  }

  /** Lets everybody in again. */
  public synchronized void open() {
    isShut = false;
  }

  /** How often somebody came while it was shut. */
  public synchronized int turnedAway() {
    return turnedAway;
  }

  /** Cuts the connections that there are. */
  public void cut() {
    List.copyOf(connections).forEach(DoorConnection::cut);
  }

  /** From now on whatever the server says arrives that much later. */
  public synchronized void delay(Duration delay) {
    this.delay = delay;
    notifyAll();
  }

  /**
   * Cuts, once, the connection that sends all these texts in this order: the server never sees the
   * last one.
   */
  public DoorTrap loseRequest(String... texts) {
    return arm(new DoorTrap(DoorTrap.Loss.REQUEST, List.of(texts)));
  }

  /**
   * Cuts, once, the connection that sends all these texts in this order: the server does what the
   * last one asks for, but the client never sees the answer.
   */
  public DoorTrap loseAnswer(String... texts) {
    return arm(new DoorTrap(DoorTrap.Loss.ANSWER, List.of(texts)));
  }

  private DoorTrap arm(DoorTrap armed) {
    trap = armed;
    return armed;
  }

  DoorTrap trap() {
    return trap;
  }

  /** A change of the delay counts for what is waiting already. */
  synchronized void awaitDelay() throws InterruptedException {
    long start = System.nanoTime();
    long left = delay.toNanos();
    while (left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = delay.toNanos() - (System.nanoTime() - start);
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        connect(listener.accept());
      } catch (IOException e) {
        // The server is gone, as the client has noticed; or nobody can come here any more.
      }
    }
  }

  /** One step with {@link #shut()}, which has to know all connections. */
  private synchronized void connect(Socket client) throws IOException {
    if (isShut) {
      turnedAway++;
      client.close();
      return;
    }
    DoorConnection connection = new DoorConnection(this, client, server(client));
    connections.add(connection);
    connection.start();
  }

  private Socket server(Closeable client) throws IOException {
    try {
      return new Socket(InetAddress.getLoopbackAddress(), port);
    } catch (IOException e) {
      client.close();
      throw e;
    }
  }

  void forget(DoorConnection connection) {
    connections.remove(connection);
  }

  /** Cuts all connections; nobody listens at the door's address any more. */
  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    shut();
  }
}
