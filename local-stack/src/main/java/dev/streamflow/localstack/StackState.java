package dev.streamflow.localstack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What has to be known to use and to stop a stack.
 *
 * @param owner the JVM that started it and stops it when it ends
 * @param leftRunning whether the owner has given it up, so that it lives on without it
 * @param endpoints where the servers are
 * @param servers in the order of their start
 * @param others what was started on top of the servers
 */
record StackState(
    ProcessIdentity owner,
    boolean leftRunning,
    Endpoints endpoints,
    List<ManagedProcess> servers,
    List<ManagedProcess> others) {

  static StackState ownedByThisProcess(Endpoints endpoints) {
    return new StackState(ProcessIdentity.ofThisProcess(), false, endpoints, List.of(), List.of());
  }

  StackState withServer(ManagedProcess server) {
    return new StackState(owner, leftRunning, endpoints, replaced(servers, server), others);
  }

  /** A process of the same name is taken for an earlier run of it, and forgotten. */
  StackState withOther(ManagedProcess other) {
    return new StackState(owner, leftRunning, endpoints, servers, replaced(others, other));
  }

  StackState withoutOwner() {
    return new StackState(owner, true, endpoints, servers, others);
  }

  List<ManagedProcess> processes() {
    return Stream.concat(servers.stream(), others.stream()).toList();
  }

  Optional<ManagedProcess> find(String name) {
    return processes().stream().filter(process -> process.name().equals(name)).findFirst();
  }

  /** Whether somebody uses it, or may come back to it. */
  boolean isInUse() {
    return leftRunning ? processes().stream().anyMatch(ManagedProcess::isAlive) : owner.isAlive();
  }

  private static List<ManagedProcess> replaced(List<ManagedProcess> all, ManagedProcess added) {
    List<ManagedProcess> result = new ArrayList<>(all);
    result.removeIf(each -> each.name().equals(added.name()));
    result.add(added);
    return List.copyOf(result);
  }
}
