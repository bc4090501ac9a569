package dev.planetfall.migration;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Conditions of a cutover that concern the servers rather than the data. */
final class CutoverSafety {
    private static final String LOG = "The source keeps all log that is needed";
    private static final String TRANSACTIONS = "No transaction is open for long";
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
                        .map(title -> CutoverCondition.blocked(title, "Not measured yet"))
                        .toList());
    }

    private static CutoverCondition slot(ReplicationStatus now) {
        if (now.isSlotLost()) {
            return CutoverCondition.blocked(LOG, "It has thrown some away: see the Replicate page.");
        }
        return now.isLogUnreserved()
                ? look(LOG, "It may throw some away at its next checkpoint.")
                : CutoverCondition.ready(LOG, Quantities.bytes(now.walKept()) + " kept");
    }

    /** A transaction that has begun before the stop and holds a lock keeps the stop from coming to an end until it is ended. */
    private static CutoverCondition transactions(MigrationState state) {
        return state.safety().alarms().stream()
                .filter(alarm -> LONG.contains(alarm.id()))
                .findFirst()
                .map(alarm -> look(TRANSACTIONS, alarm.sentence()))
                .orElseGet(() -> CutoverCondition.ready(TRANSACTIONS, "On the source"));
    }

    /** Grants and extensions stay of use; what was set for the copy is not to slow down or endanger the application. */
    private static CutoverCondition settings(MigrationState state) {
        String title = "PlanetScale's settings are as they were";
        long changed = state.remedies().stream()
                .filter(remedy -> remedy.side() == Side.TARGET && remedy.sql().contains(" SET "))
                .count();
        return changed > 0
                ? look(title, Quantities.count(changed, "change") + " made by checks: see the Finish page.")
                : CutoverCondition.ready(title, "Nothing was changed for the copy");
    }

    private static CutoverCondition look(String title, String detail) {
        return new CutoverCondition(title, detail, CutoverCondition.Standing.LOOK);
    }
}
