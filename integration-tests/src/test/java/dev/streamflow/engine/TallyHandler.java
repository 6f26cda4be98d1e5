package dev.streamflow.engine;

import dev.streamflow.events.OrderCancelled;
import dev.streamflow.events.PaymentCaptured;
import dev.streamflow.events.ShipmentScheduled;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** Stands in for a service: the charge id of a PaymentCaptured says what its decision does. */
public class TallyHandler implements EventHandler<Tally> {

  public static final String INVALID = "invalid";
  public static final String UNSTORABLE = "unstorable";
  public static final String CALL = "call";

  /** Publishes what follows when the answer is known, and not before. */
  public static final String CALL_FIRST = "call first";

  /** Publishes nothing: any service may do it. */
  public static final String CALL_ONLY = "call only";

  /** Charge ids, and answers, whose decision throws until they are taken out. */
  public final Set<String> failing = ConcurrentHashMap.newKeySet();

  private final JdbcTemplate jdbc;
  private final EventStamps stamps;

  public TallyHandler(JdbcTemplate jdbc, EventStamps stamps) {
    this.jdbc = jdbc;
    this.stamps = stamps;
  }

  @Override
  public WorkingSet<Tally> load(List<Input> inputs) {
    Map<UUID, Tally> rows = new TreeMap<>();
    usersByOrder(inputs).forEach((order, user) -> rows.put(order, lock(order, user)));
    return WorkingSet.keyed(rows, Input::orderId, changed -> changed.forEach(this::save));
  }

  /** In the order of the ids, so that two replicas never wait for each other. */
  protected static Map<UUID, String> usersByOrder(List<Input> inputs) {
    Map<UUID, String> users = new TreeMap<>();
    inputs.forEach(input -> users.put(input.orderId(), input.userId()));
    return users;
  }

  private Tally lock(UUID orderId, String userId) {
    jdbc.update(
        "INSERT INTO tally (order_id, user_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
        orderId,
        userId);
    return jdbc.queryForObject(
        "SELECT count, last FROM tally WHERE order_id = ? FOR UPDATE",
        (row, number) -> new Tally(orderId, userId, row.getInt(1), row.getString(2)),
        orderId);
  }

  private void save(Tally tally) {
    jdbc.update(
        "UPDATE tally SET count = ?, last = ? WHERE order_id = ?",
        tally.count(),
        tally.last(),
        tally.orderId());
  }

  @Override
  public Decision<Tally> decide(Tally tally, Input input) {
    return switch (input.payload()) {
      case PaymentCaptured captured -> captured(tally, captured.getChargeId());
      case OrderCancelled cancelled -> Decision.of(tally.count("cancelled"));
      case String answer -> answered(tally, (Input.Answer) input, answer);
      default -> throw new InvalidEvent("not expected: " + input.payload());
    };
  }

  private Decision<Tally> captured(Tally tally, String word) {
    if (failing.contains(word)) {
      throw new IllegalStateException("a defect of the service");
    }
    if (word.equals(INVALID)) {
      throw new InvalidEvent("this order is not for us");
    }
    Decision<Tally> counted = Decision.of(tally.count(word));
    return switch (word) {
      case CALL -> counted.emit(scheduled(tally)).call(call(tally, word));
      case CALL_FIRST, CALL_ONLY -> counted.call(call(tally, word));
      default -> counted.emit(scheduled(tally));
    };
  }

  private static Call call(Tally tally, String body) {
    return new Call("ask:" + tally.orderId(), tally.orderId(), tally.userId(), body);
  }

  private Decision<Tally> answered(Tally tally, Input.Answer input, String answer) {
    if (failing.contains(answerAbout(tally.orderId()))) {
      throw new IllegalStateException("a defect of the service");
    }
    Decision<Tally> counted = Decision.of(tally.count(answer));
    return input.call().body().equals(CALL_FIRST) ? counted.emit(scheduled(tally)) : counted;
  }

  /** What makes the decision on an answer fail while it is among {@link #failing}. */
  public static String answerAbout(UUID orderId) {
    return "answer about " + orderId;
  }

  private ShipmentScheduled scheduled(Tally tally) {
    EventStamps.EventStamp stamp = stamps.next();
    return new ShipmentScheduled(
        stamp.id(), stamp.time(), tally.userId(), tally.orderId(), stamp.id(), "US");
  }
}
