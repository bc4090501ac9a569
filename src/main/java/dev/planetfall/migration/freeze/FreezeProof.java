package dev.planetfall.migration.freeze;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Freeze;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.SessionName;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Session;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether nobody has written to the source of a context since its writers were stopped: the stop still stands, no session of others
 * has a transaction that has written, none is prepared, and no user table has another tuple.
 */
public final class FreezeProof {
    /** Before, counters reach the collector late, and would accuse nobody of what was written before. */
    private static final int COUNTS_AT_ONCE = 15;

    private static final String TUPLES = """
            SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)::bigint AS tuples FROM pg_stat_user_tables
            WHERE schemaname <> ?
            """;

    private static final String WRITERS = "SELECT a.application_name AS application, a.usename AS role "
            + WriteFreeze.CLIENTS + " AND a.backend_xid IS NOT NULL ORDER BY 1, 2";

    private FreezeProof() {}

    /** Tuples written to user tables so far; empty where the server counts late. */
    public static OptionalLong tuples(MigrationContext context) {
        return context.source().withReadOnlySession(FreezeProof::tuples);
    }

    /** @throws StepFailedException with what was seen when somebody may have written */
    public static void require(MigrationContext context) {
        Side side = context.actual(Side.SOURCE);
        context.source().withReadOnlySession(session -> {
            if (!WriteFreeze.isImposed(session)) {
                throw broken(side, Messages.text("freeze.freeze-proof.accepts-writes-again-because-somebody"));
            }
            List<String> writers = session.query(
                    WRITERS,
                    row -> SessionName.of(row.optionalText("application"), row.optionalText("role"))
                            .orElse(""));
            if (!writers.isEmpty()) {
                throw broken(side, Messages.text("freeze.freeze-proof.has-a-session-that-writes", writers.get(0)));
            }
            if (hasMore(
                    tuples(session),
                    Optional.ofNullable(context.state().frozen().get(side)))) {
                throw broken(side, Messages.text("freeze.freeze-proof.has-rows-that-were-written"));
            }
            return true;
        });
    }

    private static boolean hasMore(OptionalLong now, Optional<Freeze> freeze) {
        OptionalLong before = freeze.map(Freeze::tuples).orElse(OptionalLong.empty());
        return now.isPresent() && before.isPresent() && now.getAsLong() > before.getAsLong();
    }

    private static OptionalLong tuples(Session session) {
        return new Catalog(session).version().isAtLeast(COUNTS_AT_ONCE)
                ? OptionalLong.of(session.queryOne(TUPLES, row -> row.number("tuples"), Scope.OWN_SCHEMA))
                : OptionalLong.empty();
    }

    private static StepFailedException broken(Side side, String what) {
        return new StepFailedException(
                side.first() + " " + what, Messages.text("freeze.freeze-proof.nothing-was-handed-over-find"));
    }
}
