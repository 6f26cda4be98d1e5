package dev.streamflow.engine.autoconfigure;

import dev.streamflow.engine.ReadingProgress;
import dev.streamflow.engine.consumer.GroupProgress;
import dev.streamflow.schemas.TopicCatalogue;
import java.time.Clock;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** For services that decide because nothing came. */
@Configuration(proxyBeanMethods = false)
class ProgressConfiguration {

  @Bean
  GroupOffsets groupOffsets(
      @Value("${spring.application.name}") String service,
      TopicCatalogue catalogue,
      KafkaClients kafka) {
    return new GroupOffsets(service, catalogue, () -> Admin.create(kafka.adminConfiguration()));
  }

  @Bean
  ReadingProgress readingProgress(GroupOffsets offsets, Clock clock) {
    return new GroupProgress(offsets::ends, offsets::committed, clock);
  }
}
