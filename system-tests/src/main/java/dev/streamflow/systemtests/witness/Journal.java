package dev.streamflow.systemtests.witness;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What one consumer group did with the events it read.
 *
 * @param applied the events whose effect was committed, in that order
 * @param deadLetters where the records stood that it gave up on
 */
public record Journal(List<UUID> applied, Set<Position> deadLetters) {}
