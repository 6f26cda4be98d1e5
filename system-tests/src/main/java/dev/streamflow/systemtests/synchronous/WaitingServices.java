package dev.streamflow.systemtests.synchronous;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.Scanner;

/**
 * The process of the four services that a checkout asks. They do nothing but wait: as many requests
 * as there are can do so at a time, without a thread of their own.
 */
final class WaitingServices {
  private static final int QUICK_MILLIS = 5;

  private static volatile int paymentMillis = QUICK_MILLIS;

  private WaitingServices() {}

  /**
   * Each line of its input is the milliseconds that payment takes from now on.
   *
   * @param arguments the ports: payment's first
   */
  public static void main(String[] arguments) throws Exception {
    Vertx vertx = Vertx.vertx();
    for (int i = 0; i < arguments.length; i++) {
      boolean isPayment = i == 0;
      vertx
          .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setTcpNoDelay(true))
          .requestHandler(
              request -> answer(vertx, request, isPayment ? paymentMillis : QUICK_MILLIS))
          .listen(Integer.parseInt(arguments[i]))
          .await();
    }
    System.out.println("ready");
    try (Scanner lines = new Scanner(System.in)) {
      while (lines.hasNextInt()) {
        paymentMillis = lines.nextInt();
      }
    }
    vertx.close().await();
  }

  private static void answer(Vertx vertx, HttpServerRequest request, int afterMillis) {
    vertx.setTimer(afterMillis, over -> request.response().end());
  }
}
