package dev.streamflow.engine;

/**
 * The other side is there and answers, and what it says is no answer that the service knows: it
 * refuses our credentials, or takes the request for malformed. Whether it has acted cannot be told,
 * so the call is made again; but it does not count as an outage, and the other calls go on.
 *
 * @see CallClient#make
 */
public class UnexpectedAnswer extends RuntimeException {

  public UnexpectedAnswer(String message) {
    super(message);
  }
}
