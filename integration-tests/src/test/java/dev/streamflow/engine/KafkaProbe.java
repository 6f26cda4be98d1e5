package dev.streamflow.engine;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import dev.streamflow.events.PaymentCaptured;
import dev.streamflow.localstack.LocalStack;
import dev.streamflow.schemas.AvroEventDeserializer;
import dev.streamflow.schemas.AvroEventSerializer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** The tests' own view of Kafka: records with their bytes and headers, and the group's lag. */
public final class KafkaProbe {

  static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private static final int PARTITIONS = 24;
  private static final Duration SOON = Duration.ofSeconds(20);

  private final Map<String, Object> configuration;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AvroEventSerializer serializer = new AvroEventSerializer();
  private final AvroEventDeserializer deserializer = new AvroEventDeserializer();

  private KafkaProbe(LocalStack stack) {
    configuration = Map.of("bootstrap.servers", stack.bootstrapServers());
    producer =
        new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer());
    Map<String, Object> registry = Map.of("schema.registry.url", stack.registryUrl());
    serializer.configure(registry, false);
    deserializer.configure(registry, false);
    // Looked up now, so that it can be written while the registry is gone.
    serializer.serialize("payment.events", TestEvents.captured(TestEvents.newId(), "", ""));
  }

  public static KafkaProbe of(LocalStack stack) {
    return new KafkaProbe(stack);
  }

  /** Publishes an event as its owner would. */
  public long publish(String topic, SpecificRecord event) {
    Object key = event.get(event.getSchema().getField("user_id").pos());
    byte[] value = serializer.serialize(topic, event);
    return publishBytes(topic, (String) key, value, event.getSchema().getFullName());
  }

  /** Publishes what looks like the event up to its schema's id, and cannot be read behind it. */
  public long publishGarbage(String topic, PaymentCaptured event) {
    byte[] value = serializer.serialize(topic, event);
    Arrays.fill(value, 5, value.length, (byte) 0xFF);
    return publishBytes(topic, event.getUserId(), value, event.getSchema().getFullName());
  }

  /** Publishes any bytes under the name of an event type, and returns the offset. */
  public long publishBytes(String topic, String key, byte[] value, String type) {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key.getBytes(), value);
    Map.of("ce_type", type, "ce_id", UUID.randomUUID().toString(), "traceparent", TRACEPARENT)
        .forEach((name, text) -> record.headers().add(name, text.getBytes()));
    try {
      return producer.send(record).get().offset();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public Object decode(ConsumerRecord<byte[], byte[]> record) {
    return deserializer.deserialize(record.topic(), record.value());
  }

  /** The first record of a key, once it is there. */
  public ConsumerRecord<byte[], byte[]> await(String topic, String key) {
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(partitionsOf(topic));
      consumer.seekToBeginning(consumer.assignment());
      byte[] wanted = key.getBytes(StandardCharsets.UTF_8);
      Awaitility.await()
          .atMost(SOON)
          .pollInSameThread()
          .until(
              () -> {
                consumer
                    .poll(Duration.ofMillis(200))
                    .forEach(
                        record -> {
                          if (Arrays.equals(record.key(), wanted)) {
                            found.add(record);
                          }
                        });
                return !found.isEmpty();
              });
    }
    return found.getFirst();
  }

  /** All records of a key so far, in their order. */
  public List<ConsumerRecord<byte[], byte[]>> all(String topic, String key) {
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitionsOf(topic));
      consumer.assign(ends.keySet());
      consumer.seekToBeginning(ends.keySet());
      byte[] wanted = key.getBytes(StandardCharsets.UTF_8);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          if (Arrays.equals(record.key(), wanted)) {
            found.add(record);
          }
        }
      }
    }
    return found;
  }

  /** How many partitions each member of a group has. */
  List<Integer> partitionsOfMembers(String group) {
    try (Admin admin = Admin.create(configuration)) {
      return admin.describeConsumerGroups(List.of(group)).all().get().get(group).members().stream()
          .map(member -> member.assignment().topicPartitions().size())
          .toList();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The numbers of the partitions that each member of a group reads, by topic. */
  List<Map<String, Set<Integer>>> partitionNumbersOfMembers(String group) {
    try (Admin admin = Admin.create(configuration)) {
      return admin.describeConsumerGroups(List.of(group)).all().get().get(group).members().stream()
          .map(
              member ->
                  member.assignment().topicPartitions().stream()
                      .collect(
                          groupingBy(
                              TopicPartition::topic, mapping(TopicPartition::partition, toSet()))))
          .toList();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The members of a group, each with what is assigned to it: a rebalance changes some of it. */
  List<String> membersOf(String group) {
    try (Admin admin = Admin.create(configuration)) {
      return admin.describeConsumerGroups(List.of(group)).all().get().get(group).members().stream()
          .map(member -> member.consumerId() + member.memberEpoch() + member.assignment())
          .toList();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets a group that has no members begin at the end of a topic. */
  void skipToEnd(String group, String topic) {
    try (Admin admin = Admin.create(configuration)) {
      Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
      partitionsOf(topic).forEach(partition -> latest.put(partition, OffsetSpec.latest()));
      Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
      admin
          .listOffsets(latest)
          .all()
          .get()
          .forEach((partition, end) -> ends.put(partition, new OffsetAndMetadata(end.offset())));
      admin.alterConsumerGroupOffsets(group, ends).all().get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets the members of a group hear of changes at once. */
  void beatQuickly(String group) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.GROUP, group);
    AlterConfigOp quick =
        new AlterConfigOp(
            new ConfigEntry("consumer.heartbeat.interval.ms", "200"), AlterConfigOp.OpType.SET);
    try (Admin admin = Admin.create(configuration)) {
      admin.incrementalAlterConfigs(Map.of(resource, List.of(quick))).all().get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits until a group has committed the end of every topic that it reads. */
  public void awaitNoLag(String group) {
    awaitNoLag(group, "order.events", "payment.events");
  }

  /** Waits until a group has committed the end of these topics. */
  void awaitNoLag(String group, String... topics) {
    Awaitility.await().atMost(SOON).until(() -> lag(group, topics) == 0);
  }

  /** How many records of these topics a group has not committed yet. */
  long lag(String group, String... topics) {
    try (Admin admin = Admin.create(configuration)) {
      return lag(admin, group, List.of(topics));
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long lag(Admin admin, String group, List<String> topics)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    topics.forEach(topic -> partitionsOf(topic).forEach(p -> latest.put(p, OffsetSpec.latest())));
    Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> ends =
        admin.listOffsets(latest).all().get();
    return ends.entrySet().stream()
        .mapToLong(
            end -> {
              OffsetAndMetadata position = committed.get(end.getKey());
              return end.getValue().offset() - (position == null ? 0 : position.offset());
            })
        .sum();
  }

  private static List<TopicPartition> partitionsOf(String topic) {
    return IntStream.range(0, PARTITIONS).mapToObj(n -> new TopicPartition(topic, n)).toList();
  }
}
