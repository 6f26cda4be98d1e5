package dev.streamflow.engine.failpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets something happen at a failpoint: in this JVM by {@link #on}; in another one that has this
 * class on its class path by a file with the failpoint's name in the folder {@value #FOLDER}, whose
 * content is how often the failpoint may still be passed. The process then halts as if it were
 * killed: no shutdown hook, no finally.
 */
public final class ArmedFailpoints implements Failpoint.Hook {

  /** The system property that names the folder. Read once. */
  public static final String FOLDER = "streamflow.failpoints";

  /** How a process ends that was halted at a failpoint. */
  public static final int EXIT_CODE = 77;

  private static final Map<Failpoint, Runnable> ACTIONS = new ConcurrentHashMap<>();

  private static volatile boolean halting;

  private final Map<Failpoint, Path> files = new EnumMap<>(Failpoint.class);

  public ArmedFailpoints() {
    String folder = System.getProperty(FOLDER);
    if (folder != null) {
      for (Failpoint failpoint : Failpoint.values()) {
        files.put(failpoint, Path.of(folder, failpoint.name()));
      }
    }
  }

  /** Until it is closed, every thread that reaches the failpoint runs the action. */
  public static Armed on(Failpoint failpoint, Runnable action) {
    if (ACTIONS.putIfAbsent(failpoint, action) != null) {
      throw new IllegalStateException(failpoint + " is armed already");
    }
    return () -> ACTIONS.remove(failpoint);
  }

  /** An armed failpoint; closing it disarms it. */
  public interface Armed extends AutoCloseable {
    @Override
    void close();
  }

  @Override
  public void reached(Failpoint failpoint) {
    ACTIONS.getOrDefault(failpoint, () -> {}).run();
    Path file = files.get(failpoint);
    if (file != null && Files.exists(file)) {
      haltOrPass(file);
    }
    while (halting) {
      LockSupport.park(); // what is left of this process must not get past another failpoint
    }
  }

  private static synchronized void haltOrPass(Path file) {
    try {
      int passes = Integer.parseInt(Files.readString(file).strip());
      if (passes == 0) {
        halting = true;
        Files.delete(file);
        Runtime.getRuntime().halt(EXIT_CODE);
      }
      Files.writeString(file, Integer.toString(passes - 1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
