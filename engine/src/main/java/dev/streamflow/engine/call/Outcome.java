package dev.streamflow.engine.call;

import dev.streamflow.engine.Input;
import dev.streamflow.engine.transaction.CallTable;

/** What came of one attempt of a call. */
sealed interface Outcome {

  /** The other side has answered; good or bad is for the service to decide. */
  record Known(CallTable.Due due, Object payload) implements Outcome {

    Input.Answer answer() {
      return new Input.Answer(due.call(), payload);
    }
  }

  /** Whether the other side has acted cannot be told: the same call is made again. */
  record Unknown(CallTable.Due due, Throwable cause) implements Outcome {}
}
