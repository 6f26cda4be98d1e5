package dev.streamflow.systemtests.synchronous;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes the load, in a process of its own: checks out on a schedule that waits for no answer, each
 * time as another customer with a connection of their own where none is free. Prints when the first
 * checkout is due (milliseconds since 1970).
 */
final class CheckoutLoad {

  /** How long a customer waits. Who has no answer then gives up. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration HEAD_START = Duration.ofSeconds(1);
  private static final int MOST_IDLE_CONNECTIONS = 1_000;

  private final long startNanos = System.nanoTime() + HEAD_START.toNanos();
  private final URL checkout;
  private final double perSecond;
  private final CheckoutTrace[] traces;
  private final CountDownLatch open;

  private CheckoutLoad(URL checkout, int checkouts, double perSecond) {
    this.checkout = checkout;
    this.perSecond = perSecond;
    traces = new CheckoutTrace[checkouts];
    open = new CountDownLatch(checkouts);
  }

  /**
   * @param arguments the checkout's address, how many checkouts, how many a second, and the file
   *     for what became of each
   */
  public static void main(String[] arguments) throws Exception {
    System.setProperty("http.maxConnections", String.valueOf(MOST_IDLE_CONNECTIONS));
    System.out.println(System.currentTimeMillis() + HEAD_START.toMillis());
    CheckoutLoad load =
        new CheckoutLoad(
            URI.create(arguments[0]).toURL(),
            Integer.parseInt(arguments[1]),
            Double.parseDouble(arguments[2]));
    load.run();
    load.leaveTraces(Path.of(arguments[3]));
  }

  private void run() throws InterruptedException {
    for (int number = 0; number < traces.length; number++) {
      long dueNanos = startNanos + (long) (number * TimeUnit.SECONDS.toNanos(1) / perSecond);
      int each = number;
      sleepUntil(dueNanos);
      Thread.ofVirtual().start(() -> trace(each, dueNanos));
    }
    open.await();
  }

  private static void sleepUntil(long nanos) {
    for (long wait = nanos - System.nanoTime(); wait > 0; wait = nanos - System.nanoTime()) {
      LockSupport.parkNanos(wait);
    }
  }

  private void trace(int number, long dueNanos) {
    boolean isAnswered = checkOut(dueNanos);
    long tookNanos = System.nanoTime() - dueNanos;
    boolean succeeded = isAnswered && tookNanos < PATIENCE.toNanos();
    traces[number] =
        new CheckoutTrace(
            TimeUnit.NANOSECONDS.toMicros(dueNanos - startNanos),
            TimeUnit.NANOSECONDS.toMicros(succeeded ? tookNanos : PATIENCE.toNanos()),
            succeeded);
    open.countDown();
  }

  /** Whether it was answered with 2xx. */
  private boolean checkOut(long dueNanos) {
    try {
      HttpURLConnection request = (HttpURLConnection) checkout.openConnection();
      request.setRequestMethod("POST");
      request.setConnectTimeout(patienceLeftMillis(dueNanos));
      request.setReadTimeout(patienceLeftMillis(dueNanos));
      try (InputStream answer = request.getInputStream()) {
        answer.readAllBytes(); // keeps the connection for the next
      }
      return request.getResponseCode() / 100 == 2;
    } catch (IOException _) {
      return false;
    }
  }

  private static int patienceLeftMillis(long dueNanos) {
    long leftNanos = PATIENCE.toNanos() - (System.nanoTime() - dueNanos);
    return (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(leftNanos));
  }

  private void leaveTraces(Path file) throws IOException {
    Files.write(file, Arrays.stream(traces).map(CheckoutTrace::line).toList());
  }
}
