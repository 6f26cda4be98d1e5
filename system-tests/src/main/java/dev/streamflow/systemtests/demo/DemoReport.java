package dev.streamflow.systemtests.demo;

import dev.streamflow.systemtests.invariants.Finding;
import java.util.List;
import java.util.Map;

/**
 * The result of a demonstration. Its components are the fields of the JSON file.
 *
 * @param repeatedPosts POSTs sent again with their key, after a 503 or without an answer
 * @param outcomes how many orders ended how
 * @param acceptance from the scheduled moment of a POST to its 202
 * @param orderToFinal from the scheduled moment of a POST until order.events showed its end
 * @param secondsFromLastPostToLastFinal how long the last orders took
 * @param cpuMillisPerOrder by process, over the run
 * @param unfinished orders that were accepted and have no end
 * @param failures what could not be placed or cancelled, and what did not become quiet
 */
public record DemoReport(
    boolean passed,
    int orders,
    double ordersPerSecond,
    int accepted,
    long repeatedPosts,
    Map<Outcome, Integer> outcomes,
    int unfinished,
    Latency acceptance,
    Latency orderToFinal,
    double secondsFromLastPostToLastFinal,
    Map<String, Double> cpuMillisPerOrder,
    List<String> failures,
    List<Finding> findings) {}
