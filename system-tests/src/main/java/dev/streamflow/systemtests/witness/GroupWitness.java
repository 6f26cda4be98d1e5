package dev.streamflow.systemtests.witness;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * One consumer group, seen from outside. Its parts are read in the order in which they stand here:
 * then the group can be judged at any moment, while it works as well as while its service is down,
 * because an offset is committed after its effects, and an effect comes after its event.
 *
 * @param group the name of the group and of its service
 * @param committed the offsets that the group would go on from
 * @param ends the offset after the last record of each partition
 * @param journal what the group did with its events
 * @param events all records of the event topics, in the order of their offsets per partition
 */
public record GroupWitness(
    String group,
    Map<TopicPartition, Long> committed,
    Map<TopicPartition, Long> ends,
    Journal journal,
    List<PublishedEvent> events) {}
