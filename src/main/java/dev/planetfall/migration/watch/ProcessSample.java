package dev.planetfall.migration.watch;

import java.util.Optional;

/**
 * What one process of the replication did at one moment.
 *
 * @param table that it copies; empty for one that follows changes
 * @param waitsFor as {@code type/event}, {@code running} when it waits for nothing, empty where the role is not shown it
 * @param lockedTable for which it waits
 */
record ProcessSample(
        long pid,
        Optional<String> table,
        Optional<String> waitsFor,
        Optional<String> lockedTable,
        Optional<Blocker> blocker) {}
