package dev.streamflow.engine;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/** The smallest service there can be, in place of shipping-service. */
@SpringBootApplication
class TallyApplication {

  @Bean
  TallyHandler tallyHandler(JdbcTemplate jdbc, EventStamps stamps) {
    return new TallyHandler(jdbc, stamps);
  }

  @Bean
  TallyCalls tallyCalls() {
    return new TallyCalls();
  }
}
