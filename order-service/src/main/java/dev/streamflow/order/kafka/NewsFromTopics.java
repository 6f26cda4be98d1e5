package dev.streamflow.order.kafka;

import dev.streamflow.engine.ReadingProgress;
import dev.streamflow.order.News;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** The participants tell by their topics. */
@Component
class NewsFromTopics implements News {

  private final ReadingProgress progress;

  NewsFromTopics(ReadingProgress progress) {
    this.progress = progress;
  }

  @Override
  public Instant knownUntil() {
    return progress.readUntil();
  }
}
