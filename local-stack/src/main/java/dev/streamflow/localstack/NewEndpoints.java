package dev.streamflow.localstack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Draws free ports and passwords for a new stack. */
final class NewEndpoints {

  /** Below the ports that operating systems hand out, so that no outgoing connection takes one. */
  private static final int FIRST_PORT = 20_000;

  private static final int END_OF_PORTS = 32_000;
  private static final int PASSWORD_BYTES = 24;

  private final SecureRandom random = new SecureRandom();
  private final Set<Integer> drawn = new HashSet<>();

  static Endpoints forServices(Collection<String> services) {
    NewEndpoints endpoints = new NewEndpoints();
    return new Endpoints(
        endpoints.port(),
        endpoints.port(),
        endpoints.port(),
        endpoints.secured(),
        endpoints.secured(),
        endpoints.passwords(services));
  }

  /**
   * For the nodes of a Redis cluster, all with one password. They talk to each other at ports that
   * lie higher by a fixed number, which must be free as well.
   */
  static List<Endpoints.Secured> forRedisNodes(int count, int portDistance) {
    NewEndpoints endpoints = new NewEndpoints();
    String password = endpoints.password();
    return Stream.generate(endpoints::port)
        .filter(port -> port + portDistance < END_OF_PORTS && isFree(port + portDistance))
        .limit(count)
        .map(port -> new Endpoints.Secured(port, password))
        .toList();
  }

  private Endpoints.Secured secured() {
    return new Endpoints.Secured(port(), password());
  }

  private Map<String, String> passwords(Collection<String> services) {
    return services.stream().collect(Collectors.toMap(Function.identity(), _ -> password()));
  }

  /** Of letters, digits, - and _ only: needs no quoting in an address, a file or SQL. */
  private String password() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private int port() {
    int port;
    do {
      port = random.nextInt(FIRST_PORT, END_OF_PORTS);
    } while (!drawn.add(port) || !isFree(port));
    return port;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
