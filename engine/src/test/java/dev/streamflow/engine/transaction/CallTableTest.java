package dev.streamflow.engine.transaction;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.streamflow.engine.Call;
import dev.streamflow.engine.worker.Signal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class CallTableTest {

  @Test
  void refusesACallThatNobodyWouldMake() {
    CallTable calls = new CallTable(new JdbcTemplate(), new Signal(), () -> null, Duration.ZERO);

    assertThatIllegalStateException()
        .isThrownBy(() -> calls.add(List.of(new Call("ask:1", UUID.randomUUID(), "user", "?"))))
        .withMessage("a decision asks for ask:1, but this service has no CallClient bean");
  }
}
