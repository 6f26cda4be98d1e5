package dev.streamflow.localstack;

import java.util.List;

/** Stands in for a server where only its process matters. */
record SleepingServer(String name) implements Server {

  static List<Server> two() {
    return List.of(new SleepingServer("one"), new SleepingServer("two"));
  }

  @Override
  public void prepare() {}

  @Override
  public ProcessSpec spec() {
    return ProcessSpec.command(name, List.of("sleep", "600"));
  }

  @Override
  public void furnish() {}
}
