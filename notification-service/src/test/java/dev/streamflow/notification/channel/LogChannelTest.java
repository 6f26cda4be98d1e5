package dev.streamflow.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.notification.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class LogChannelTest {

  @Test
  void printsOneLinePerMessage(CapturedOutput output) {
    Message message =
        new Message("<1@example>", "user-1", "Your order", "First.\r\nForged line\n.");

    new LogChannel().send(message);

    assertThat(output.getAll().lines())
        .singleElement()
        .asString()
        .endsWith("To user-1: Your order. First. Forged line . <1@example>");
  }
}
