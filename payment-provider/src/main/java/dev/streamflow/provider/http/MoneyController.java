package dev.streamflow.provider.http;

import dev.streamflow.provider.Ledger;
import dev.streamflow.provider.Ledger.Settlement;
import dev.streamflow.provider.Outcome.Booked;
import dev.streamflow.provider.Request;
import dev.streamflow.provider.Request.Charge;
import dev.streamflow.provider.Request.Refund;
import dev.streamflow.provider.Switchboard;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Takes money and gives it back. */
@RestController
class MoneyController {

  private static final String KEY = "Idempotency-Key";

  private final Ledger ledger;
  private final Switchboard switchboard;
  private final Disturbances disturbances;

  MoneyController(Ledger ledger, Switchboard switchboard, Disturbances disturbances) {
    this.ledger = ledger;
    this.switchboard = switchboard;
    this.disturbances = disturbances;
  }

  @PostMapping("/v1/charges")
  ResponseEntity<Object> charge(
      @RequestHeader(KEY) @NotBlank @Size(max = 255) String key, @Valid @RequestBody Charge charge)
      throws InterruptedException {
    Settlement settlement = settle(key, charge);
    // A key that was used before is answered at once: so the client can learn what happened.
    if (settlement.isFirst() && settlement.outcome() instanceof Booked) {
      disturbances.afterCapture();
    }
    return Answers.of(settlement);
  }

  @PostMapping("/v1/refunds")
  ResponseEntity<Object> refund(
      @RequestHeader(KEY) @NotBlank @Size(max = 255) String key, @Valid @RequestBody Refund refund)
      throws InterruptedException {
    return Answers.of(settle(key, refund));
  }

  private Settlement settle(String key, Request request) throws InterruptedException {
    disturbances.beforeDecision();
    return ledger.settle(key, request, switchboard.read());
  }
}
