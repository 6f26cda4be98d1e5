package dev.streamflow.localstack;

/**
 * The {@code server.properties} of a node that is broker and controller in one.
 *
 * @param address where it listens to its clients
 * @param data the folder for its records
 */
record KafkaSettings(Endpoints endpoints, String address, String data) {

  String text() {
    return """
    process.roles=broker,controller
    node.id=1
    controller.quorum.voters=1@127.0.0.1:%2$d
    listeners=CLIENT://%3$s:%1$d,CONTROLLER://127.0.0.1:%2$d
    advertised.listeners=CLIENT://127.0.0.1:%1$d
    listener.security.protocol.map=CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT
    inter.broker.listener.name=CLIENT
    controller.listener.names=CONTROLLER
    log.dirs=%4$s
    auto.create.topics.enable=false
    num.network.threads=2
    num.io.threads=4

    # One node: nothing can be replicated, little is needed of Kafka's own topics.
    offsets.topic.replication.factor=1
    offsets.topic.num.partitions=4
    transaction.state.log.replication.factor=1
    transaction.state.log.min.isr=1
    transaction.state.log.num.partitions=4
    share.coordinator.state.topic.replication.factor=1
    share.coordinator.state.topic.min.isr=1
    share.coordinator.state.topic.num.partitions=4

    # Members join and leave all the time here, and nobody wants to wait for it.
    group.initial.rebalance.delay.ms=0
    group.coordinator.rebalance.protocols=classic,consumer
    group.consumer.min.heartbeat.interval.ms=200
    group.consumer.heartbeat.interval.ms=1000
    group.consumer.min.session.timeout.ms=1000
    group.consumer.session.timeout.ms=10000

    # A node that was killed may come back only when its former session has ended.
    broker.session.timeout.ms=3000
    broker.heartbeat.interval.ms=500

    # Quick to start: small buffers and index files.
    log.cleaner.dedupe.buffer.size=2097152
    log.index.size.max.bytes=1048576
    """
        .formatted(endpoints.kafkaPort(), endpoints.kafkaControllerPort(), address, data);
  }
}
