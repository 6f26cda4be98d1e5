package dev.streamflow.inventory.kafka;

import dev.streamflow.engine.EventStamps;
import dev.streamflow.engine.EventStamps.EventStamp;
import dev.streamflow.engine.InvalidEvent;
import dev.streamflow.events.OrderCancelled;
import dev.streamflow.events.OrderCreated;
import dev.streamflow.events.StockLine;
import dev.streamflow.events.StockRejected;
import dev.streamflow.events.StockReleased;
import dev.streamflow.events.StockReserved;
import dev.streamflow.inventory.Line;
import dev.streamflow.inventory.Shortage;
import java.util.List;

/** Translates between the contracts and the domain. */
final class StockEvents {

  private final EventStamps stamps;

  StockEvents(EventStamps stamps) {
    this.stamps = stamps;
  }

  /**
   * What an order wants.
   *
   * @throws InvalidEvent if it wants nothing, or something that cannot be
   */
  static List<Line> linesOf(OrderCreated order) {
    try {
      List<Line> lines =
          order.getLines().stream()
              .map(line -> new Line(line.getSku(), line.getQuantity()))
              .toList();
      require(!lines.isEmpty(), "no lines");
      require(unitsOf(lines) <= Integer.MAX_VALUE, "more units than the contracts can count");
      return lines;
    } catch (IllegalArgumentException impossible) {
      throw new InvalidEvent(
          "Order %s cannot be: %s".formatted(order.getOrderId(), impossible.getMessage()));
    }
  }

  StockReserved reserved(OrderCreated order) {
    EventStamp stamp = stamps.next();
    return new StockReserved(
        stamp.id(),
        stamp.time(),
        order.getUserId(),
        order.getOrderId(),
        order.getLines(),
        order.getTotal(),
        order.getCountry());
  }

  StockRejected rejected(OrderCreated order, List<Shortage> shortages) {
    EventStamp stamp = stamps.next();
    return new StockRejected(
        stamp.id(),
        stamp.time(),
        order.getUserId(),
        order.getOrderId(),
        shortages.stream().map(StockEvents::shortage).toList());
  }

  StockReleased released(OrderCancelled order, List<Line> lines) {
    EventStamp stamp = stamps.next();
    return new StockReleased(
        stamp.id(),
        stamp.time(),
        order.getUserId(),
        order.getOrderId(),
        lines.stream()
            .map(line -> new StockLine(line.sku(), Math.toIntExact(line.quantity())))
            .toList());
  }

  private static dev.streamflow.events.Shortage shortage(Shortage shortage) {
    return new dev.streamflow.events.Shortage(
        shortage.sku(),
        Math.toIntExact(shortage.requested()),
        Math.toIntExact(shortage.available()));
  }

  private static long unitsOf(List<Line> lines) {
    return lines.stream().mapToLong(Line::quantity).sum();
  }

  private static void require(boolean met, String otherwise) {
    if (!met) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
