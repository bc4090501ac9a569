package dev.planetfall.migration;

import dev.planetfall.language.Messages;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Conditions of a cutover that concern the servers rather than the data. */
final class CutoverSafety {
    private static final String LOG = Messages.text("migration.cutover-safety.the-source-keeps-all-log");
    private static final String TRANSACTIONS = Messages.text("migration.cutover-safety.no-transaction-is-open-for");
    private static final Set<String> LONG = Set.of("long-transaction", "idle-transaction");

    private CutoverSafety() {}

    /** Without replication nothing of this is measured. */
    static List<CutoverCondition> of(MigrationState state) {
        if (!state.method().replicates()) {
            return List.of();
        }
        return state.replication()
                .map(now -> List.of(slot(now), transactions(state), settings(state)))
                .orElseGet(() -> Stream.of(LOG, TRANSACTIONS)
                        .map(title -> CutoverCondition.blocked(
                                title, Messages.text("migration.cutover-safety.not-measured-yet")))
                        .toList());
    }

    private static CutoverCondition slot(ReplicationStatus now) {
        if (now.isSlotLost()) {
            return CutoverCondition.blocked(LOG, Messages.text("migration.cutover-safety.it-has-thrown-some-away"));
        }
        return now.isLogUnreserved()
                ? look(LOG, Messages.text("migration.cutover-safety.it-may-throw-some-away"))
                : CutoverCondition.ready(
                        LOG, Messages.text("migration.cutover-safety.kept", Quantities.bytes(now.walKept())));
    }

    /** A transaction that has begun before the stop and holds a lock keeps the stop from coming to an end until it is ended. */
    private static CutoverCondition transactions(MigrationState state) {
        return state.safety().alarms().stream()
                .filter(alarm -> LONG.contains(alarm.id()))
                .findFirst()
                .map(alarm -> look(TRANSACTIONS, alarm.sentence()))
                .orElseGet(() ->
                        CutoverCondition.ready(TRANSACTIONS, Messages.text("migration.cutover-safety.on-the-source")));
    }

    /** Grants and extensions stay of use; what was set for the copy is not to slow down or endanger the application. */
    private static CutoverCondition settings(MigrationState state) {
        String title = Messages.text("migration.cutover-safety.planetscales-settings-are-as-they");
        long changed = state.remedies().stream()
                .filter(remedy -> remedy.side() == Side.TARGET && remedy.sql().contains(" SET "))
                .count();
        return changed > 0
                ? look(title, Messages.plural("migration.cutover-safety.changes-made-by-checks-see", changed))
                : CutoverCondition.ready(title, Messages.text("migration.cutover-safety.nothing-was-changed-for-the"));
    }

    private static CutoverCondition look(String title, String detail) {
        return new CutoverCondition(title, detail, CutoverCondition.Standing.LOOK);
    }
}
