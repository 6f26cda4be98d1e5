package dev.streamflow.provider.http;

import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Connections that cost little while they wait. Jetty would keep the headers that it has seen on a
 * connection, in a table of nearly 100 KB; those of a payment are different each time.
 */
@Component
class Connections implements WebServerFactoryCustomizer<JettyServletWebServerFactory> {

  @Override
  public void customize(JettyServletWebServerFactory factory) {
    factory.addServerCustomizers(
        server -> {
          for (Connector connector : server.getConnectors()) {
            connector
                .getConnectionFactory(HttpConnectionFactory.class)
                .getHttpConfiguration()
                .setHeaderCacheSize(0);
          }
        });
  }
}
