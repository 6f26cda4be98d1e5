package dev.streamflow.inventory.http;

import dev.streamflow.inventory.Deliveries;
import dev.streamflow.inventory.Delivery;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes deliveries in. */
@RestController
class DeliveryController {

  private static final String DELIVERY_ID = "[A-Za-z0-9._:-]{1,100}";

  private final Deliveries deliveries;

  DeliveryController(Deliveries deliveries) {
    this.deliveries = deliveries;
  }

  /** May be repeated: the units of one delivery id are added once. */
  @PutMapping("/deliveries/{deliveryId}")
  Delivery receive(
      @PathVariable
          @Pattern(
              regexp = DELIVERY_ID,
              message = "must be 1 to 100 letters, digits or any of . _ : -")
          String deliveryId,
      @RequestBody @Valid DeliveryRequest request) {
    Delivery delivery = request.delivery(deliveryId);
    deliveries.receive(delivery);
    return delivery;
  }
}
