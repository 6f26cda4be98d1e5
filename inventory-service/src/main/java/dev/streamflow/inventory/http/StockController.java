package dev.streamflow.inventory.http;

import dev.streamflow.inventory.Stock;
import dev.streamflow.inventory.Stocks;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Tells what is in stock. */
@RestController
class StockController {

  private final Stocks stocks;

  StockController(Stocks stocks) {
    this.stocks = stocks;
  }

  @GetMapping("/stock")
  List<Stock> all() {
    return stocks.all();
  }

  @GetMapping("/stock/{sku}")
  Stock one(@PathVariable String sku) {
    return stocks
        .find(sku)
        .orElseThrow(
            () ->
                new ResponseStatusException(
                    HttpStatus.NOT_FOUND, "Nothing of %s has ever arrived".formatted(sku)));
  }
}
