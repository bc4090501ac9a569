package dev.planetfall.migration.copy;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.migration.TableCopy;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.RowPipe;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.SqlState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Why rows are refused that a subscription copies. PostgreSQL counts such errors, and tells the reason to its log alone; so the
 * program carries the same rows itself, in a transaction that is rolled back, and hears it from the server. Where no reason comes
 * up in that time, none is told.
 */
public final class RefusedRows {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** As long as the subscription tries as well, one may wait for a key that the other has written. */
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(5);

    private static final int MOST_TABLES = 3;
    private static final String AGAIN = Messages.text("copy.refused-rows.then-run-this-again-what");

    /** What says nothing of the rows. */
    private static final Set<SqlState> OF_THIS_TRIAL = Set.of(SqlState.QUERY_CANCELED, SqlState.LOCK_NOT_AVAILABLE);

    private RefusedRows() {}

    /**
     * The reason of the first of these tables that has one, with what to do. Takes at most a minute, and leaves nothing behind but
     * room in the tables for as many rows as were tried.
     */
    public static Optional<StepFailedException> reason(MigrationContext context, List<TableCopy> waiting) {
        Set<QualifiedName> names =
                waiting.stream().limit(MOST_TABLES).map(TableCopy::table).collect(Collectors.toSet());
        try {
            return context.source()
                    .withSession(
                            source -> context.target().withSession(target -> new Trial(source, target).first(names)));
        } catch (StepFailedException e) {
            return Optional.of(e);
        } catch (DatabaseException e) {
            return Optional.empty();
        }
    }

    private record Trial(Session source, Session target) {
        Optional<StepFailedException> first(Set<QualifiedName> names) {
            Snapshot.prepare(source);
            Snapshot.prepare(target);
            standInForTheSubscription();
            target.execute("SET statement_timeout = " + PATIENCE.toMillis());
            target.execute("SET lock_timeout = " + LOCK_PATIENCE.toMillis());
            source.execute("SET statement_timeout = " + PATIENCE.toMillis());
            return CopiedTables.of(
                            new Catalog(source)
                                    .tables().stream()
                                            .filter(table -> names.contains(table.name()))
                                            .toList(),
                            source,
                            target)
                    .stream()
                    .flatMap(table -> refusal(table).stream())
                    .findFirst();
        }

        /** A role that may not keep triggers from firing tries with them. */
        private void standInForTheSubscription() {
            try {
                target.execute("SET session_replication_role = replica");
            } catch (DatabaseException e) {
                if (e.state().isConnectionLoss()) {
                    throw e;
                }
            }
        }

        /** Where the subscription was faster, its rows are what the trial's would double. */
        private boolean isWaiting(QualifiedName table) {
            return target.queryOne(
                    "SELECT EXISTS (SELECT FROM pg_subscription_rel WHERE srrelid = to_regclass(?) AND srsubstate IN ('i', 'd'))"
                            + " AS waiting",
                    row -> row.flag("waiting"),
                    table.quoted());
        }

        private Optional<StepFailedException> refusal(CopiedTable table) {
            Chunk whole = Chunk.whole(table);
            try {
                target.rolledBack(
                        () -> RowPipe.move(source, table.copyTo(whole), target, table.copyFrom(), bytes -> {}));
                return Optional.empty();
            } catch (DatabaseException e) {
                return OF_THIS_TRIAL.contains(e.state()) || e.state().isConnectionLoss() || !isWaiting(table.name())
                        ? Optional.empty()
                        : Optional.of(CopyFailure.of(table.name(), e, AGAIN));
            }
        }
    }
}
