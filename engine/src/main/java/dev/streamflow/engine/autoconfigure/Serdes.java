package dev.streamflow.engine.autoconfigure;

import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.springframework.beans.BeanUtils;

/** The classes that write and read event values, as the settings choose them. */
record Serdes(Serializer<Object> serializer, Deserializer<Object> deserializer)
    implements AutoCloseable {

  @SuppressWarnings("unchecked")
  static Serdes of(EngineProperties properties) {
    Serializer<Object> serializer =
        (Serializer<Object>) BeanUtils.instantiateClass(properties.serde().serializer());
    Deserializer<Object> deserializer =
        (Deserializer<Object>) BeanUtils.instantiateClass(properties.serde().deserializer());
    serializer.configure(properties.serdeConfiguration(), false);
    deserializer.configure(properties.serdeConfiguration(), false);
    return new Serdes(serializer, deserializer);
  }

  @Override
  public void close() {
    serializer.close();
    deserializer.close();
  }
}
