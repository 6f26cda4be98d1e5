package dev.streamflow.engine;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands in for another system: fails as often as it is told to, then answers. */
public class TallyCalls implements CallClient {

  public static final String ANSWER = "answered";

  /** How many more calls about an order get no answer. */
  final Map<UUID, Integer> unanswered = new ConcurrentHashMap<>();

  public final List<Call> received = new CopyOnWriteArrayList<>();

  @Override
  public Object make(Call call) throws IOException {
    received.add(call);
    if (unanswered.merge(call.orderId(), -1, Integer::sum) >= 0) {
      throw new IOException("time-out");
    }
    return ANSWER;
  }
}
