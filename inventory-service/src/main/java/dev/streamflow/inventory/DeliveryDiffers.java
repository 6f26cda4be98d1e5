package dev.streamflow.inventory;

/** The id was used before for a delivery with other lines. */
public final class DeliveryDiffers extends RuntimeException {

  DeliveryDiffers(String deliveryId) {
    super("Delivery %s has been taken in with other lines".formatted(deliveryId));
  }
}
