package dev.streamflow.systemtests.cli;

import dev.streamflow.localstack.LocalStack;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "down",
    description = "Stops all processes of the running system. The logs stay.",
    mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {
  private final Console console = Console.STANDARD;

  @Override
  public Integer call() {
    Optional<LocalStack> stack = LocalStack.attach(Streamflow.folder());
    if (stack.isEmpty()) {
      console.line("nothing is running");
      return Streamflow.OK;
    }
    int processes = stack.get().processes().size();
    console.status("stopping " + processes + " processes");
    stack.get().stop();
    console.line("stopped %d processes", processes);
    return Streamflow.OK;
  }
}
