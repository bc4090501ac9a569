package dev.planetfall.migration.watch;

import java.time.Duration;

/**
 * A transaction on the source that has been open for long.
 *
 * @param who role and program, for people
 * @param idle whether it waits for its client
 * @param holdsLog whether it has written: until it ends, the source keeps the log from its beginning on
 */
public record LongTransaction(long pid, String who, boolean idle, Duration age, Duration idleFor, boolean holdsLog) {}
