package dev.streamflow.localstack;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Redis, empty, opened by a password, keeping its data in memory only.
 *
 * @param folder for its settings
 */
record RedisServer(ServerFiles files, Endpoints.Secured access, Path folder) implements Server {

  @Override
  public ProcessSpec prepare() throws IOException {
    PrivateFiles.createFolder(folder);
    Path settings = folder.resolve("redis.conf");
    PrivateFiles.write(settings, settings());
    return ProcessSpec.command("redis", List.of(files.redis().toString(), settings.toString()))
        .in(folder)
        .readyWhen(this::answers);
  }

  @Override
  public void furnish() {}

  private String settings() {
    return """
    bind 127.0.0.1
    port %d
    requirepass %s
    save ""
    appendonly no
    """
        .formatted(access.port(), access.password());
  }

  private boolean answers() throws IOException {
    try (Socket socket = Probe.connect(access.port())) {
      String ping = "AUTH " + access.password() + "\r\nPING\r\n";
      socket.getOutputStream().write(ping.getBytes(StandardCharsets.US_ASCII));
      byte[] expected = "+OK\r\n+PONG\r\n".getBytes(StandardCharsets.US_ASCII);
      byte[] answer = socket.getInputStream().readNBytes(expected.length);
      return java.util.Arrays.equals(answer, expected);
    }
  }
}
