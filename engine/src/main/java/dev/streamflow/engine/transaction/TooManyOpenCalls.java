package dev.streamflow.engine.transaction;

/** More calls wait for their answer than the service is to have: no event is processed now. */
public final class TooManyOpenCalls extends RuntimeException {

  TooManyOpenCalls(long most) {
    super("%d calls or more are open".formatted(most));
  }
}
