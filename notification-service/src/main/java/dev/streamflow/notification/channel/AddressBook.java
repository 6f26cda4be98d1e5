package dev.streamflow.notification.channel;

import java.util.regex.Pattern;

/**
 * Knows where a customer's mail goes. Events carry a user id and no address, so that topics keep no
 * personal data; here the address is made from the id by a template. A shop that stores the
 * addresses of its customers looks them up in this class instead.
 */
class AddressBook {

  static final String USER_ID = "{user_id}";

  /** RFC 5321, 4.5.3.1.3, without the angle brackets. */
  private static final int LONGEST_ADDRESS = 254;

  /**
   * One address without quotes, comments and names, in ASCII: no user id can name a second
   * recipient, another domain or a header.
   */
  private static final Pattern PLAIN_ADDRESS =
      Pattern.compile(
          "[\\w!#$%&'*+/=?^`{|}~-]++(\\.[\\w!#$%&'*+/=?^`{|}~-]++)*+"
              + "@[a-zA-Z0-9-]++(\\.[a-zA-Z0-9-]++)*+");

  private final String template;

  /**
   * @param template the address with {@value #USER_ID} in the place of the id
   */
  AddressBook(String template) {
    this.template = template;
  }

  /**
   * The address of a user.
   *
   * @throws MessageRefused if there is none
   */
  String addressOf(String userId) throws MessageRefused {
    String address = template.replace(USER_ID, userId);
    if (address.length() > LONGEST_ADDRESS || !PLAIN_ADDRESS.matcher(address).matches()) {
      throw new MessageRefused("The user id makes no mail address");
    }
    return address;
  }
}
