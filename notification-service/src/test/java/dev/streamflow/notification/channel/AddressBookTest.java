package dev.streamflow.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressBookTest {

  private final AddressBook addresses = new AddressBook("{user_id}@customers.example");

  @ParameterizedTest
  @ValueSource(strings = {"user-1", "a.b+c", "o'hara", "7f3a"})
  void makesTheAddressFromTheUserId(String userId) throws Exception {
    assertThat(addresses.addressOf(userId)).isEqualTo(userId + "@customers.example");
  }

  @Test
  void takesUserIdsThatAreAddressesIfItIsTold() throws Exception {
    assertThat(new AddressBook("{user_id}").addressOf("ann@home.example"))
        .isEqualTo("ann@home.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ann smith",
        "ann@evil.example",
        "ann@evil.example,bob",
        "<ann@evil.example>",
        "ann\r\nBcc: eve@evil.example\r\n",
        "ann\0",
        "ann\n",
        "\"ann\"",
        "(ann)bob",
        "ann.",
        ".ann",
        "änn",
        "ann\u202E"
      })
  void refusesAUserIdThatIsNoPlainName(String userId) {
    assertThatExceptionOfType(MessageRefused.class).isThrownBy(() -> addresses.addressOf(userId));
  }

  @Test
  void refusesAUserIdThatIsTooLong() {
    assertThatExceptionOfType(MessageRefused.class)
        .isThrownBy(() -> addresses.addressOf("a.".repeat(100_000) + "a"));
  }
}
