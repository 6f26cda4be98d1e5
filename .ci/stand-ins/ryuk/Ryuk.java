import java.io.*;
import java.net.*;
import java.nio.ByteBuffer;
import java.nio.channels.*;
import java.nio.charset.StandardCharsets;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.regex.*;

public class Ryuk {
  static final Set<String> filters = ConcurrentHashMap.newKeySet();
  static final AtomicInteger clients = new AtomicInteger();
  static final AtomicLong idleSince =
      new AtomicLong(System.nanoTime() + TimeUnit.SECONDS.toNanos(50));

  public static void main(String[] a) throws Exception {
    long wait = 10;
    try (ServerSocket s = new ServerSocket(8080)) {
      Thread.ofVirtual().start(() -> accept(s));
      System.out.println("Started");
      while (clients.get() > 0
          || System.nanoTime() - idleSince.get() < TimeUnit.SECONDS.toNanos(wait))
        Thread.sleep(250);
    }
    for (String f : filters) prune(f);
  }

  static void accept(ServerSocket s) {
    while (true)
      try {
        Socket c = s.accept();
        clients.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(c));
      } catch (IOException e) {
        return;
      }
  }

  static void serve(Socket c) {
    try (c;
        var in = new BufferedReader(new InputStreamReader(c.getInputStream()));
        var out = c.getOutputStream()) {
      for (String l; (l = in.readLine()) != null; ) {
        if (!l.isBlank()) filters.add(l.trim());
        out.write("ACK\n".getBytes());
        out.flush();
      }
    } catch (IOException e) {
      /* gone */
    } finally {
      idleSince.set(System.nanoTime());
      clients.decrementAndGet();
    }
  }

  static void prune(String filter) throws IOException {
    List<String> labels = new ArrayList<>();
    for (String p : filter.split("&")) {
      String[] kv = p.split("=", 2);
      if (kv[0].equals("label"))
        labels.add("\"" + URLDecoder.decode(kv[1], StandardCharsets.UTF_8) + "\"");
    }
    if (labels.isEmpty()) return;
    String q =
        URLEncoder.encode("{\"label\":[" + String.join(",", labels) + "]}", StandardCharsets.UTF_8);
    for (String id :
        ids(call("GET", "/containers/json?all=1&filters=" + q), "\"Id\":\"([0-9a-f]{64})\""))
      call("DELETE", "/containers/" + id + "?force=1&v=1");
    for (String id : ids(call("GET", "/networks?filters=" + q), "\"Id\":\"([0-9a-f]{64})\""))
      call("DELETE", "/networks/" + id);
    for (String id : ids(call("GET", "/volumes?filters=" + q), "\"Name\":\"([^\"]+)\""))
      call("DELETE", "/volumes/" + id);
    for (String id :
        ids(call("GET", "/images/json?filters=" + q), "\"Id\":\"(sha256:[0-9a-f]{64})\""))
      call("DELETE", "/images/" + id);
    System.out.println("pruned " + filter);
  }

  static Set<String> ids(String json, String re) {
    var r = new LinkedHashSet<String>();
    Matcher m = Pattern.compile(re).matcher(json);
    while (m.find()) r.add(m.group(1));
    return r;
  }

  static String call(String method, String path) throws IOException {
    try (SocketChannel ch =
        SocketChannel.open(UnixDomainSocketAddress.of("/var/run/docker.sock"))) {
      ch.write(
          ByteBuffer.wrap((method + " " + path + " HTTP/1.0\r\nHost: docker\r\n\r\n").getBytes()));
      var out = new ByteArrayOutputStream();
      var b = ByteBuffer.allocate(65536);
      while (ch.read(b) >= 0) {
        out.write(b.array(), 0, b.position());
        b.clear();
      }
      return out.toString();
    }
  }
}
