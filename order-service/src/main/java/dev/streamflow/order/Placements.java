package dev.streamflow.order;

import dev.streamflow.order.Order.Step;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** New orders and the idempotency keys under which they were placed. */
@Repository
class Placements {

  private final JdbcClient jdbc;

  Placements(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What a user used an idempotency key for. */
  record FirstUse(String requestHash, Order order) {}

  /**
   * Writes orders whose idempotency key is new: all of them with one statement. Of those with equal
   * keys the first is written. If another transaction is just using one of the keys, this one waits
   * for its end.
   *
   * @return the ids of those that were written; the keys of the others are taken
   */
  Set<UUID> insert(List<Placement> placements) {
    List<OrderLine> lines = placements.stream().flatMap(OrderLine::of).toList();
    return new HashSet<>(
        jdbc.sql(
                """
                WITH placement AS (
                  SELECT * FROM unnest(?::uuid[], ?, ?, ?, ?, ?, ?, ?::uuid[], ?, ?) AS p (
                    order_id, user_id, idempotency_key, request_hash,
                    country, currency, total_minor, event_id, placed_at, deadline)
                ), claimed AS (
                  INSERT INTO idempotency_key (
                    user_id, idempotency_key, request_hash, order_id, created_at)
                  SELECT user_id, idempotency_key, request_hash, order_id, placed_at
                  FROM placement ORDER BY user_id, idempotency_key, order_id
                  ON CONFLICT DO NOTHING
                  RETURNING order_id
                ), placed AS (
                  INSERT INTO orders (
                    order_id, user_id, country, currency, total_minor, status, placed_at, deadline)
                  SELECT
                    order_id, user_id, country, currency, total_minor, 'PENDING', placed_at, deadline
                  FROM claimed JOIN placement USING (order_id)
                ), created AS (
                  INSERT INTO order_step (order_id, event_id, type, occurred_at, detail)
                  SELECT order_id, event_id, '%s', placed_at, ''
                  FROM claimed JOIN placement USING (order_id)
                ), lines AS (
                  INSERT INTO order_line (order_id, line_no, sku, quantity, unit_price_minor)
                  SELECT order_id, line_no, sku, quantity, unit_price_minor
                  FROM claimed JOIN unnest(?::uuid[], ?, ?, ?, ?) AS l (
                    order_id, line_no, sku, quantity, unit_price_minor) USING (order_id)
                )
                SELECT order_id FROM claimed
                """
                    .formatted(Step.CREATED))
            .param(Column.uuids(placements, p -> p.order().id()))
            .param(Column.texts(placements, p -> p.order().userId()))
            .param(Column.texts(placements, Placement::idempotencyKey))
            .param(Column.texts(placements, Placement::requestHash))
            .param(Column.texts(placements, p -> p.order().country()))
            .param(Column.texts(placements, p -> p.order().total().currency()))
            .param(Column.longs(placements, p -> p.order().total().amountMinor()))
            .param(Column.uuids(placements, p -> p.created().eventId()))
            .param(Column.times(placements, p -> p.order().placedAt()))
            .param(Column.times(placements, p -> p.order().deadline()))
            .param(Column.uuids(lines, OrderLine::orderId))
            .param(Column.ints(lines, OrderLine::number))
            .param(Column.texts(lines, line -> line.line.sku()))
            .param(Column.ints(lines, line -> line.line.quantity()))
            .param(Column.longs(lines, line -> line.line.unitPrice().amountMinor()))
            .query(UUID.class)
            .list());
  }

  /** What the keys of these placements were first used for. Expired keys are left out. */
  Map<Placement.Key, FirstUse> firstUses(List<Placement> repeated) {
    Map<Placement.Key, FirstUse> uses = new HashMap<>();
    jdbc.sql(
            """
            SELECT k.idempotency_key, k.request_hash, o.*
            FROM unnest(?, ?) AS r (user_id, idempotency_key)
            JOIN idempotency_key k USING (user_id, idempotency_key)
            JOIN orders o USING (order_id)
            """)
        .param(Column.texts(repeated, placement -> placement.key().userId()))
        .param(Column.texts(repeated, Placement::idempotencyKey))
        .query(
            row -> {
              Order order = Orders.order(row, 0);
              uses.put(
                  new Placement.Key(order.userId(), row.getString("idempotency_key")),
                  new FirstUse(row.getString("request_hash"), order));
            });
    return uses;
  }

  /**
   * Forgets the oldest keys from before a time.
   *
   * @return how many were forgotten, {@code limit} at most
   */
  int forget(Instant before, int limit) {
    return jdbc.sql(
            """
            DELETE FROM idempotency_key
            WHERE (user_id, idempotency_key) IN (
              SELECT user_id, idempotency_key FROM idempotency_key
              WHERE created_at < ? ORDER BY created_at LIMIT ? FOR UPDATE SKIP LOCKED)
            """)
        .param(before.atOffset(ZoneOffset.UTC))
        .param(limit)
        .update();
  }

  private record OrderLine(UUID orderId, int number, Line line) {
    static Stream<OrderLine> of(Placement placement) {
      List<Line> lines = placement.lines();
      return IntStream.range(0, lines.size())
          .mapToObj(i -> new OrderLine(placement.order().id(), i + 1, lines.get(i)));
    }
  }
}
