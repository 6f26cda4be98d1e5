package dev.streamflow.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Stream;

/**
 * PostgreSQL with a database and a role for each service.
 *
 * @param folder for its data
 * @param log takes the output of the step that creates the data folder
 */
record PostgresServer(ServerFiles files, Endpoints endpoints, Path folder, Path log)
    implements Server {

  static final String NAME = "postgres";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void prepare() throws IOException, InterruptedException {
    initialise(program());
  }

  @Override
  public ProcessSpec spec() throws IOException, InterruptedException {
    return ProcessSpec.command(name(), program().command("postgres", "-D", folder.toString()))
        .readyWhen(new PostgresSuperuser(endpoints)::isAnswered)
        .stoppedBy(StopSignal.INT);
  }

  private PostgresProgram program() throws IOException, InterruptedException {
    return PostgresProgram.unpacked(files.postgresArchive());
  }

  private void initialise(PostgresProgram program) throws IOException, InterruptedException {
    Path password = folder.resolveSibling("postgres.password");
    PrivateFiles.write(password, endpoints.postgres().password());
    try {
      program.run(
          log,
          "initdb",
          "--pgdata=" + folder,
          "--username=" + PostgresSuperuser.NAME,
          "--pwfile=" + password,
          "--auth=scram-sha-256",
          "--encoding=UTF8",
          "--locale-provider=builtin",
          "--locale=C.UTF-8",
          "--no-sync",
          "--no-instructions");
    } finally {
      Files.delete(password);
    }
    Files.writeString(folder.resolve("postgresql.conf"), settings());
  }

  private String settings() {
    return Stream.of(
            "listen_addresses = '127.0.0.1'",
            "port = " + endpoints.postgres().port(),
            "unix_socket_directories = ''",
            "max_connections = 200",
            "shared_buffers = 256MB",
            "password_encryption = 'scram-sha-256'",
            "log_line_prefix = '%m [%p] %u@%d '",
            "timezone = 'UTC'")
        .collect(java.util.stream.Collectors.joining("\n", "", "\n"));
  }

  @Override
  public void furnish() throws SQLException {
    new PostgresSuperuser(endpoints).createDatabases();
  }
}
