package dev.streamflow.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs.
 *
 * @param home the folder with {@code bin}, {@code lib} and {@code share}
 * @param prefix what has to stand before a command, so that PostgreSQL accepts the user
 */
record PostgresProgram(Path home, List<String> prefix) {

  /**
   * PostgreSQL refuses to be run by root, for fear of what it could do to the machine. In a user
   * namespace of its own root is nobody, but still the owner of its files.
   */
  private static final List<String> AS_NOBODY = List.of("unshare", "--user");

  /** Unpacks the archive beside itself, unless that was done before. Its size is its version. */
  static PostgresProgram unpacked(Path archive) throws IOException, InterruptedException {
    Path home = archive.resolveSibling("unpacked-" + Files.size(archive));
    if (Files.notExists(home)) {
      unpack(archive, home);
    }
    return new PostgresProgram(home, prefixForUser());
  }

  /** Several JVMs may do it at the same time: the first to finish wins, the others drop theirs. */
  private static void unpack(Path archive, Path home) throws IOException, InterruptedException {
    Path draft = Files.createDirectory(archive.resolveSibling("unpacking-" + UUID.randomUUID()));
    try {
      Process tar =
          new ProcessBuilder("tar", "-x", "-C", draft.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (InputStream files = new XZInputStream(Files.newInputStream(archive));
          OutputStream into = tar.getOutputStream()) {
        files.transferTo(into);
      }
      if (tar.waitFor() != 0) {
        throw new LocalStackException("tar could not unpack " + archive);
      }
      Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (Files.notExists(home)) {
        throw e;
      }
    } finally {
      PrivateFiles.delete(draft);
    }
  }

  private static List<String> prefixForUser() throws IOException, InterruptedException {
    if (!"root".equals(System.getProperty("user.name"))) {
      return List.of();
    }
    List<String> check = new ArrayList<>(AS_NOBODY);
    check.add("true");
    if (new ProcessBuilder(check).start().waitFor() != 0) {
      throw new LocalStackException(
          "PostgreSQL does not run as root, and 'unshare --user' is not permitted here."
              + " Next step: run this as an ordinary user");
    }
    return AS_NOBODY;
  }

  /** The command line of one of the programs. */
  List<String> command(String program, String... arguments) {
    return Stream.of(
            prefix.stream(),
            Stream.of(home.resolve("bin").resolve(program).toString()),
            Stream.of(arguments))
        .flatMap(part -> part)
        .toList();
  }

  /**
   * Runs one of the programs to its end; an interrupt ends it.
   *
   * @param log takes the output
   */
  void run(Path log, String program, String... arguments) throws IOException, InterruptedException {
    Process process =
        ProcessStart.builder(command(program, arguments), Map.of())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    try {
      if (process.waitFor() != 0) {
        throw new LocalStackException(program + " failed. See " + log);
      }
    } catch (InterruptedException e) {
      end(process);
      throw e;
    }
  }

  /**
   * Another server has failed, so this program's work is in vain: it must not outlive the start.
   */
  private static void end(Process process) {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(each -> each.onExit().join());
  }
}
