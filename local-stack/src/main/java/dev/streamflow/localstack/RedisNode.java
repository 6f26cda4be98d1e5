package dev.streamflow.localstack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A Redis server that runs, as one who may do everything there sees it.
 *
 * @param access where it is, and its password
 */
record RedisNode(Endpoints.Secured access) {

  /** Runs one command on a connection of its own and returns the answer, whatever it says. */
  String ask(String command) throws IOException {
    try (Socket socket = Probe.connect(access.port())) {
      String commands = "AUTH " + access.password() + "\r\n" + command + "\r\n";
      socket.getOutputStream().write(commands.getBytes(StandardCharsets.US_ASCII));
      BufferedReader answers =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      String authenticated = answer(answers);
      return "+OK".equals(authenticated) ? answer(answers) : authenticated;
    }
  }

  /** A line, or as many characters as the first line says after its dollar sign. */
  private static String answer(BufferedReader answers) throws IOException {
    String line = String.valueOf(answers.readLine());
    if (!line.startsWith("$")) {
      return line;
    }
    StringBuilder text = new StringBuilder();
    for (int left = Integer.parseInt(line.substring(1)); left > 0; left--) {
      text.append((char) answers.read());
    }
    return text.toString();
  }

  boolean answers() throws IOException {
    return "+PONG".equals(ask("PING"));
  }
}
