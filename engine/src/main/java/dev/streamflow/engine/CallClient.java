package dev.streamflow.engine;

/**
 * Makes the calls that a service's decisions ask for. Runs on a virtual thread, with no transaction
 * open, possibly more than once for the same call and on several replicas at once: the other side
 * must honour the idempotency key.
 */
@FunctionalInterface
public interface CallClient {

  /**
   * Makes one call. Must end within its own time-out, well before the engine's lease of the call
   * ({@code streamflow.calls.lease}).
   *
   * @return the known answer, good or bad: it is given to {@link EventHandler#decide} as the
   *     payload of an {@link Input.Answer}
   * @throws UnexpectedAnswer if the other side answers what the service does not know: the call is
   *     repeated later with the same key
   * @throws Exception if the outcome is unknown (time-out, broken connection, error of the other
   *     side): the call is repeated later with the same key. Where many end like this, the circuit
   *     breaker lets all calls wait for a while ({@code streamflow.calls.breaker})
   */
  Object make(Call call) throws Exception;
}
