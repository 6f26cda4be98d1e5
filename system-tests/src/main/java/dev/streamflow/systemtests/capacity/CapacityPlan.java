package dev.streamflow.systemtests.capacity;

import java.util.ArrayList;
import java.util.List;

/**
 * What a demand needs, computed from what one order costs. A <i>cell</i> is one system as this
 * repository has it, with one database for each service; a demand that one cell cannot carry is
 * split by user over several.
 */
public final class CapacityPlan {
  private static final double MILLIS_PER_SECOND = 1_000;
  private static final double DAYS_PER_YEAR = 365;
  private static final double MEGA = 1e6;
  private static final double TERA = 1e12;

  /** Every service has a replica to lose. */
  private static final long LEAST_REPLICAS = 2;

  /** As many as the catalogue has. */
  private static final long LEAST_PARTITIONS = 24;

  /** Twelve can be shared evenly by 2, 3, 4, 6 and 12 replicas. */
  private static final long PARTITIONS_STEP = 12;

  /** How much the replicas may grow in number, as the partitions cannot. */
  private static final long ROOM_TO_GROW = 2;

  static final List<String> SERVICES =
      List.of(
          "order-service",
          "inventory-service",
          "payment-service",
          "shipping-service",
          "notification-service");

  private final Demand demand;
  private final Costs costs;
  private final List<Line> lines = new ArrayList<>();

  private CapacityPlan(Demand demand, Costs costs) {
    this.demand = demand;
    this.costs = costs;
  }

  /** The lines of the table. */
  public static List<Line> of(Demand demand, Costs costs) {
    CapacityPlan plan = new CapacityPlan(demand, costs);
    plan.add("orders/s in the surge", demand.perSecond(), "orders per minute / 60", "demand");
    long cells = plan.cells();
    plan.addReplicas(cells);
    plan.addBrokers(cells);
    plan.addDatabases(cells);
    plan.addDisk();
    return List.copyOf(plan.lines);
  }

  private long cells() {
    double byRelay =
        demand.perSecond()
            * costs.cell().of("outbox_rows_per_order")
            / costs.cell().of("relay_rows_per_second");
    double byDatabase = databaseMachines() / SERVICES.size();
    long cells = Math.max(up(byRelay), up(byDatabase));
    add(
        "cells",
        cells,
        "the larger of: orders/s × outbox rows of order-service / what its relay publishes;"
            + " machines for PostgreSQL / 5 services",
        "cell, cpu, bytes");
    return cells;
  }

  private void addReplicas(long cells) {
    double perCell = demand.perSecond() / cells;
    double share = costs.machine().of("replica_cores") * costs.machine().of("busy");
    long most = LEAST_REPLICAS;
    for (String service : SERVICES) {
      long replicas = Math.max(LEAST_REPLICAS, up(perCell * cpuSeconds(service) / share));
      most = Math.max(most, replicas);
      add(
          "replicas of " + service,
          replicas * cells,
          "in each cell at least 2, and orders/s × CPU / (cores of a replica × busy)",
          "cpu, machine");
    }
    long partitions =
        Math.max(
            LEAST_PARTITIONS, PARTITIONS_STEP * up(ROOM_TO_GROW * most / (double) PARTITIONS_STEP));
    add(
        "partitions of each topic",
        partitions,
        "in each cell: twice the replicas of the largest service, in twelves, at least 24",
        "cpu, machine");
  }

  private void addBrokers(long cells) {
    double copies = costs.machine().of("copies_in_kafka");
    double byCpu = machines(demand.perSecond(), "kafka") * copies;
    double byDisk = disks(topicBytes());
    double byNetwork =
        demand.perSecond()
            * costs.bytesPerOrder().of("kafka")
            * (copies + costs.cell().of("readers_of_a_record"))
            / (costs.machine().of("network_bytes_per_second") * costs.machine().of("busy"));
    long brokers = Math.max(up(copies), up(Math.max(byCpu, Math.max(byDisk, byNetwork)) / cells));
    add(
        "brokers",
        brokers * cells,
        "in each cell at least one for each copy; the largest of CPU × copies, disk, and network"
            + " (bytes × (copies + readers))",
        "cpu, bytes, machine");
  }

  private void addDatabases(long cells) {
    long servers = up(databaseMachines() / cells);
    add(
        "PostgreSQL servers",
        servers * cells * 2,
        "in each cell the larger of CPU and disk after the years, at most one for each service;"
            + " as many standbys",
        "cpu, bytes, machine");
    add(
        "WAL, MB/s in the surge",
        demand.perSecond() * costs.bytesPerOrder().of("wal") / MEGA,
        "orders/s × bytes",
        "bytes");
  }

  private void addDisk() {
    add(
        "topics, TB",
        topicBytes() / TERA,
        "orders/day × bytes × days of retention × copies",
        "bytes, retention");
    add(
        "inbox and journal, TB",
        inboxBytes() / TERA,
        "orders/day × bytes × days of retention",
        "bytes, retention");
    add(
        "services' tables after the years, TB",
        tableBytes() / TERA,
        "orders/day × bytes × 365 × years; a standby has as much again",
        "bytes, demand");
  }

  private double topicBytes() {
    return demand.perDay()
        * costs.bytesPerOrder().of("kafka")
        * costs.retentionDays().of("topics")
        * costs.machine().of("copies_in_kafka");
  }

  private double inboxBytes() {
    return demand.perDay() * costs.bytesPerOrder().of("inbox") * costs.retentionDays().of("inbox");
  }

  /** Nothing is deleted. */
  private double tableBytes() {
    double each = SERVICES.stream().mapToDouble(costs.bytesPerOrder()::of).sum();
    return demand.perDay() * each * DAYS_PER_YEAR * demand.years();
  }

  private double databaseMachines() {
    return Math.max(machines(demand.perSecond(), "postgres"), disks(inboxBytes() + tableBytes()));
  }

  /** How many disks it fills, if none is to be full. */
  private double disks(double bytes) {
    return bytes / (costs.machine().of("disk_bytes") * costs.machine().of("busy"));
  }

  /** How many machines a process needs, if it could use parts of them. */
  private double machines(double ordersPerSecond, String process) {
    double share = costs.machine().of("cores") * costs.machine().of("busy");
    return ordersPerSecond * cpuSeconds(process) / share;
  }

  private double cpuSeconds(String process) {
    return costs.cpuMillisPerOrder().of(process) / MILLIS_PER_SECOND;
  }

  private static long up(double value) {
    return (long) Math.ceil(value);
  }

  private void add(String what, double value, String formula, String source) {
    lines.add(new Line(what, value, formula, source));
  }

  /**
   * A line of the table.
   *
   * @param what with its unit
   * @param source the groups of {@link Costs} that went into it
   */
  public record Line(String what, double value, String formula, String source) {}
}
