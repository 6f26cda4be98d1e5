package dev.streamflow.localstack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Redis, empty, opened by a password, keeping its data in memory only.
 *
 * @param folder for its settings, named as the server
 * @param special what is set beside the usual
 */
record RedisServer(ServerFiles files, Endpoints.Secured access, Path folder, String special)
    implements Server {

  static final String NAME = "redis";

  RedisServer(ServerFiles files, Endpoints.Secured access, Path folder) {
    this(files, access, folder, "");
  }

  @Override
  public String name() {
    return folder.getFileName().toString();
  }

  @Override
  public void prepare() throws IOException {
    PrivateFiles.createFolder(folder);
    PrivateFiles.write(
        settingsFile(), new RedisSettings(access, Endpoints.LOOPBACK, special).text());
  }

  @Override
  public ProcessSpec spec() {
    return ProcessSpec.command(name(), List.of(files.redis().toString(), settingsFile().toString()))
        .in(folder)
        .readyWhen(new RedisNode(access)::answers);
  }

  @Override
  public void furnish() {}

  private Path settingsFile() {
    return folder.resolve("redis.conf");
  }
}
