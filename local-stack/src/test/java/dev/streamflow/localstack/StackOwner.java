package dev.streamflow.localstack;

import java.nio.file.Path;
import java.util.List;

/** A JVM that starts a stack and ends in the way it is told. */
final class StackOwner {

  enum End {
    EXIT,
    CRASH,
    LEAVE_RUNNING
  }

  private StackOwner() {}

  /** Runs such a JVM to its end. */
  static void run(Path folder, End end) throws Exception {
    List<String> command =
        ProcessSpec.java(
                "owner",
                List.of(
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    StackOwner.class.getName(),
                    folder.toString(),
                    end.name()))
            .command();
    new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  public static void main(String[] arguments) {
    StackDirectory directory = new StackDirectory(Path.of(arguments[0]));
    LocalStack stack =
        LocalStack.start(directory, NewEndpoints.forServices(List.of()), SleepingServer.two());
    switch (End.valueOf(arguments[1])) {
      case EXIT -> System.exit(0);
      case CRASH -> Runtime.getRuntime().halt(1);
      case LEAVE_RUNNING -> stack.leaveRunning();
    }
  }
}
