package dev.streamflow.notification.channel;

import org.springframework.util.Assert;

/**
 * What mail needs to know beside its server, which is Spring's {@code spring.mail}.
 *
 * @param from the sender: an address, or a name and an address
 * @param address the customer's address, made from the user id: see {@link AddressBook}
 */
record SmtpSettings(String from, String address) {

  SmtpSettings {
    Assert.hasText(from, "notification.smtp.from must be set: the sender of all mail");
    Assert.hasText(
        address, "notification.smtp.address must be set: where the customers' mail goes");
    Assert.isTrue(
        address.contains(AddressBook.USER_ID),
        "notification.smtp.address must have %s in it".formatted(AddressBook.USER_ID));
  }
}
