package dev.streamflow.provider.http;

import java.util.concurrent.Executors;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.BufferedResponseHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Takes in thousands of connections that come at once, and lets them cost little while they wait.
 *
 * <ul>
 *   <li>Jetty would let the system keep 50 that it has not accepted yet, and the clients of the
 *       others would wait for a second, and for three, before they knock again.
 *   <li>It would keep the headers that it has seen on a connection, in a table of nearly 100 KB,
 *       although those of a payment are different each time.
 *   <li>With virtual threads for everything, whoever finds requests on several connections answers
 *       the first himself, and has the others found by a new thread behind all that wait already:
 *       under load some waited for seconds, and others not at all. So requests are found by threads
 *       of the system, and answered by virtual ones.
 * </ul>
 */
@Component
class Connections implements WebServerFactoryCustomizer<JettyServletWebServerFactory> {

  /** As many as Linux lets a program ask for, as a rule (net.core.somaxconn). */
  private static final int NOT_ACCEPTED_YET = 4096;

  @Override
  public void customize(JettyServletWebServerFactory factory) {
    QueuedThreadPool threads = new QueuedThreadPool();
    threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
    factory.setThreadPool(threads);
    factory.addServerCustomizers(
        server -> {
          server.insertHandler(answersInOnePiece());
          for (Connector connector : server.getConnectors()) {
            ((ServerConnector) connector).setAcceptQueueSize(NOT_ACCEPTED_YET);
            connector
                .getConnectionFactory(HttpConnectionFactory.class)
                .getHttpConfiguration()
                .setHeaderCacheSize(0);
          }
        });
  }

  /**
   * Spring flushes a body as soon as it is written, and the server, which does not know then that
   * nothing follows, would send the answer and, separately, the end of it.
   */
  private static Handler.Singleton answersInOnePiece() {
    BufferedResponseHandler whole = new BufferedResponseHandler();
    whole.includeMethod("POST");
    return whole;
  }
}
