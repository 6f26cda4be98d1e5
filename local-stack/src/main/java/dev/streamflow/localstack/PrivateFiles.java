package dev.streamflow.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Files that only their owner can read, from the first moment on. */
final class PrivateFiles {

  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<?> OWNER_ONLY_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private PrivateFiles() {}

  /** Writes a file so that a reader sees the old content or the new one, never a part. */
  static void write(Path file, String content) throws IOException {
    Path draft = Files.createTempFile(file.getParent(), file.getFileName() + ".", "", OWNER_ONLY);
    Files.writeString(draft, content);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  static void createFolder(Path folder) throws IOException {
    Files.createDirectory(folder, OWNER_ONLY_FOLDER);
  }

  /** Deletes a file or a folder with all that is in it, if it is there. */
  static void delete(Path path) throws IOException {
    if (Files.notExists(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> tree = Files.walk(path)) {
      all = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.deleteIfExists(each);
    }
  }
}
