package dev.planetfall.migration.copy;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Lsn;
import dev.planetfall.postgres.ReplicationSlot;
import dev.planetfall.postgres.ServerVersion;
import dev.planetfall.postgres.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Proves that the target has applied everything the source had written when writes were frozen.
 *
 * <p>Equality of two log positions is no proof: the received position runs ahead of what is visible, and the log moves by
 * itself. Two facts together are: a marker row written after the last write is visible on the target, because transactions
 * are applied in commit order; and the target has confirmed the log up to a position taken after that marker.
 */
public final class DrainProof {
    private static final Duration POLL = Duration.ofMillis(5);

    private DrainProof() {}

    /**
     * Waits for the proof.
     *
     * @return how long it took; empty when it did not come in time
     */
    public static Optional<Duration> await(MigrationContext context, Duration patience) {
        Instant begun = context.clock().instant();
        boolean proven = context.source()
                .withSession(source ->
                        context.target().withSession(target -> poll(context, source, target, begun.plus(patience))));
        return proven ? Optional.of(Duration.between(begun, context.clock().instant())) : Optional.empty();
    }

    private static boolean poll(MigrationContext context, Session source, Session target, Instant giveUp) {
        Optional<MarkerTable.Beat> marker =
                MarkerTable.write(source, context.plan().id());
        if (marker.isEmpty()) {
            return false;
        }
        Lsn end = new Catalog(source).currentLsn();
        String applied = appliedPosition(new Catalog(target).version());
        boolean seen = false;
        while (context.clock().instant().isBefore(giveUp)) {
            seen = seen || isSeen(target, context.plan().id(), marker.get());
            if (seen && (hasApplied(context, target, applied, end) || hasConfirmed(context, source, end))) {
                keep(target);
                return true;
            }
            context.pause(POLL);
        }
        return false;
    }

    /**
     * What was applied is committed asynchronously: if the server crashed now, it would ask for it once more, but by then nobody may be
     * there to send it. A commit that waits takes everything before it along.
     */
    private static void keep(Session target) {
        target.inTransaction(() -> {
            target.execute("SET LOCAL synchronous_commit = on");
            target.query(
                    "SELECT pg_logical_emit_message(true, 'planetfall', '')::text AS kept", row -> row.text("kept"));
            return true;
        });
    }

    private static boolean isSeen(Session target, String migrationId, MarkerTable.Beat marker) {
        return MarkerTable.read(target, migrationId)
                .filter(seen -> seen.number() >= marker.number())
                .isPresent();
    }

    private static boolean hasApplied(MigrationContext context, Session target, String applied, Lsn end) {
        return target.queryFirst(
                        applied,
                        row -> row.optionalLsn("lsn"),
                        context.plan().names().subscription())
                .flatMap(lsn -> lsn)
                .filter(lsn -> lsn.isAtLeast(end))
                .isPresent();
    }

    private static boolean hasConfirmed(MigrationContext context, Session source, Lsn end) {
        return new Catalog(source)
                .slot(context.plan().names().slot())
                .flatMap(ReplicationSlot::confirmedFlush)
                .filter(lsn -> lsn.isAtLeast(end))
                .isPresent();
    }

    /** The row of the apply worker alone: workers that copy tables or help applying have rows of their own. */
    private static String appliedPosition(ServerVersion version) {
        String helpers = version.isAtLeast(16) ? " AND leader_pid IS NULL" : "";
        return "SELECT latest_end_lsn::text AS lsn FROM pg_stat_subscription WHERE subname = ? AND relid IS NULL"
                + helpers;
    }
}
