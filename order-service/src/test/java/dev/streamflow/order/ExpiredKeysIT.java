package dev.streamflow.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ExpiredKeysIT extends RunningOrders {

  @Autowired ExpiredKeys expiredKeys;

  @Test
  void forgetsKeysAfterADayAndNotBefore() {
    // Given
    UUID old = idIn(post("old", anOrderOf(mary)));
    UUID recent = idIn(post("recent", anOrderOf(mary)));
    age("old", "24 hours 1 second");
    age("recent", "23 hours 59 minutes");

    // When
    expiredKeys.forget();

    // Then
    assertThat(idIn(post("old", anOrderOf(mary)))).isNotEqualTo(old);
    assertThat(idIn(post("recent", anOrderOf(mary)))).isEqualTo(recent);
  }

  private void age(String key, String interval) {
    jdbc.sql(
            """
            UPDATE idempotency_key SET created_at = now() - ?::interval
            WHERE user_id = ? AND idempotency_key = ?
            """)
        .params(interval, mary, key)
        .update();
  }
}
