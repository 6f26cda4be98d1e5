package dev.streamflow.systemtests.synchronous;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.AbstractProtocol;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;

/**
 * The process of the checkout: Tomcat as Spring Boot sets it up, and Apache's pooled HTTP client. A
 * checkout is answered when all four services have answered.
 */
final class SynchronousCheckout extends HttpServlet {

  /** To each service: as many as Tomcat has threads, so that these never wait for a connection. */
  private static final int CONNECTIONS = 200;

  private final transient CloseableHttpClient http;
  private final List<String> services;

  private SynchronousCheckout(List<String> services) {
    this.services = services;
    http =
        HttpClients.custom()
            .setConnectionManager(
                // The default, a strict pool, wakes all that wait for a connection each time that
                // one is free: thousands of virtual threads then do nothing else.
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                    .setMaxConnPerRoute(CONNECTIONS)
                    .setMaxConnTotal(CONNECTIONS * services.size())
                    .build())
            .build();
  }

  /**
   * @param arguments its port, which threads, and the services' addresses in the order of the calls
   */
  public static void main(String[] arguments) throws IOException, LifecycleException {
    List<String> services = Stream.of(arguments).skip(2).toList();
    Connector connector = new Connector();
    connector.setProperty("address", "127.0.0.1");
    connector.setPort(Integer.parseInt(arguments[0]));
    if (Threads.valueOf(arguments[1]) == Threads.VIRTUAL) {
      ((AbstractProtocol<?>) connector.getProtocolHandler())
          .setExecutor(new VirtualThreadExecutor("checkout-"));
    }
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(Files.createTempDirectory("checkout").toString());
    tomcat.setConnector(connector);
    Context context = tomcat.addContext("", null);
    Tomcat.addServlet(context, "checkout", new SynchronousCheckout(services));
    context.addServletMappingDecoded("/checkout", "checkout");
    tomcat.start();
    System.out.println("ready");
    tomcat.getServer().await();
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    for (String service : services) {
      if (http.execute(new HttpPost(service), answer -> answer.getCode()) != 200) {
        response.setStatus(HttpServletResponse.SC_BAD_GATEWAY);
        return;
      }
    }
    response.setStatus(HttpServletResponse.SC_CREATED);
  }
}
