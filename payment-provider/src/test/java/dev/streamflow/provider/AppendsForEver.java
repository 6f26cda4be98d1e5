package dev.streamflow.provider;

import java.io.IOException;
import java.nio.file.Path;

/** A process that writes to a journal, and prints each key that it could have acknowledged. */
final class AppendsForEver {

  private AppendsForEver() {}

  static Process start(Path journal) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            AppendsForEver.class.getName(),
            journal.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  public static void main(String[] args) {
    Journal journal = Journal.open(Path.of(args[0]));
    journal.replay(_ -> {});
    for (int i = 0; !System.out.checkError(); i++) {
      journal.append(JournalTest.decision("key-" + i));
      System.out.println("key-" + i);
    }
  }
}
