package dev.streamflow.inventory.kafka;

import dev.streamflow.engine.Decision;
import dev.streamflow.engine.EventHandler;
import dev.streamflow.engine.EventStamps;
import dev.streamflow.engine.Input;
import dev.streamflow.engine.InvalidEvent;
import dev.streamflow.engine.WorkingSet;
import dev.streamflow.events.OrderCancelled;
import dev.streamflow.events.OrderConfirmed;
import dev.streamflow.events.OrderCreated;
import dev.streamflow.inventory.OrderAlreadySold;
import dev.streamflow.inventory.OrderNotReserved;
import dev.streamflow.inventory.Outcome;
import dev.streamflow.inventory.Reservations;
import dev.streamflow.inventory.Shelf;
import dev.streamflow.inventory.Stocks;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the events of an order mean for the stock. */
@Component
class OrderEventHandler implements EventHandler<Shelf> {

  private final Reservations reservations;
  private final Stocks stocks;
  private final StockEvents events;

  OrderEventHandler(Reservations reservations, Stocks stocks, EventStamps stamps) {
    this.reservations = reservations;
    this.stocks = stocks;
    this.events = new StockEvents(stamps);
  }

  @Override
  public WorkingSet<Shelf> load(List<Input> inputs) {
    return new Shelves(reservations, stocks, inputs);
  }

  @Override
  public Decision<Shelf> decide(Shelf shelf, Input input) {
    try {
      return switch (input.payload()) {
        case OrderCreated order -> reserve(shelf, order);
        case OrderConfirmed _ -> Decision.of(shelf.sell());
        case OrderCancelled order -> release(shelf, order);
        default -> throw new InvalidEvent("Not understood: " + input.payload().getClass());
      };
    } catch (OrderNotReserved | OrderAlreadySold contradiction) {
      throw new InvalidEvent(contradiction.getMessage());
    }
  }

  private Decision<Shelf> reserve(Shelf shelf, OrderCreated order) {
    return switch (shelf.reserve(StockEvents.linesOf(order))) {
      case Outcome.Reserved(var after) -> Decision.of(after).emit(events.reserved(order));
      case Outcome.Rejected(var after, var shortages) ->
          Decision.of(after).emit(events.rejected(order, shortages));
      case Outcome.Refused(var same) -> Decision.of(same);
    };
  }

  private Decision<Shelf> release(Shelf shelf, OrderCancelled order) {
    Shelf after = shelf.release();
    return after == shelf
        ? Decision.of(shelf)
        : Decision.of(after).emit(events.released(order, shelf.reservation().lines()));
  }
}
