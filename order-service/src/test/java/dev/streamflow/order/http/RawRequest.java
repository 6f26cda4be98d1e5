package dev.streamflow.order.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request byte by byte, because no HTTP client sends what is not allowed. */
final class RawRequest {

  private static final int CHUNK = 8 * 1024;

  private final String line;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private byte[] body = new byte[0];

  private RawRequest(String line) {
    this.line = line;
    with("Host", "localhost").with("Connection", "close");
  }

  static RawRequest get(String target) {
    return new RawRequest("GET " + target);
  }

  static RawRequest post(String target) {
    return new RawRequest("POST " + target)
        .with("Content-Type", "application/json")
        .with("Idempotency-Key", "key");
  }

  static RawRequest of(String method, String target) {
    return new RawRequest(method + " " + target);
  }

  RawRequest with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  RawRequest without(String header) {
    headers.remove(header);
    return this;
  }

  RawRequest body(String text) {
    return body(text.getBytes(StandardCharsets.UTF_8));
  }

  RawRequest body(byte[] bytes) {
    body = bytes;
    return this;
  }

  /** Does not say beforehand how long the body is. */
  RawRequest chunked() {
    return with("Transfer-Encoding", "chunked");
  }

  private boolean isChunked() {
    return headers.containsKey("Transfer-Encoding");
  }

  /** Sends it while the answer is awaited, which may come before all is sent. */
  RawAnswer send(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      Thread.ofVirtual().start(() -> write(socket));
      return RawAnswer.parse(readToEnd(socket));
    }
  }

  private void write(Socket socket) {
    try {
      OutputStream out = socket.getOutputStream();
      out.write(head().getBytes(StandardCharsets.ISO_8859_1));
      if (isChunked()) {
        writeChunks(out);
      } else {
        out.write(body);
      }
      out.flush();
    } catch (IOException e) {
      // The other side has heard enough.
    }
  }

  private String head() {
    StringBuilder head = new StringBuilder(line).append(" HTTP/1.1\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    if (!isChunked()) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  private void writeChunks(OutputStream out) throws IOException {
    for (int from = 0; from < body.length; from += CHUNK) {
      int length = Math.min(CHUNK, body.length - from);
      out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.write(body, from, length);
      out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  private static String readToEnd(Socket socket) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(answer);
    } catch (IOException e) {
      // Cut off because not all of the request was read: what came before counts.
    }
    return answer.toString(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return line;
  }

  /** What came back. */
  record RawAnswer(int status, String head, String body) {

    private static RawAnswer parse(String answer) {
      int end = answer.indexOf("\r\n\r\n");
      if (end < 0) {
        throw new AssertionError("There is no whole answer: '" + answer + "'");
      }
      String body = answer.substring(end);
      return new RawAnswer(
          Integer.parseInt(answer.substring(9, 12)),
          answer.substring(0, end),
          body.contains("{") ? body.substring(body.indexOf('{'), body.lastIndexOf('}') + 1) : body);
    }
  }
}
