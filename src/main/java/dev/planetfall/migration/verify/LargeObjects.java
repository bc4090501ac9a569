package dev.planetfall.migration.verify;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.migration.TableComparison.Verdict;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.QualifiedName;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Counts large objects, which belong to no table in scope and are never replicated: without them a move that left them
 * behind would be called verified.
 *
 * @see <a href="https://www.postgresql.org/docs/current/logical-replication-restrictions.html">Restrictions</a>
 */
final class LargeObjects {
    /** Who may not read their content may still read this list. */
    private static final String COUNT = "SELECT count(*) AS objects FROM pg_largeobject_metadata";

    private LargeObjects() {}

    /** Empty when the source has none. */
    static Optional<TableComparison> compare(MigrationContext context, boolean frozen) {
        long source = count(context.source());
        if (source == 0) {
            return Optional.empty();
        }
        long target = count(context.target());
        return Optional.of(new TableComparison(
                QualifiedName.of("pg_catalog", "pg_largeobject"),
                OptionalLong.of(source),
                OptionalLong.of(target),
                frozen && source == target ? Verdict.EQUAL : Verdict.NOT_VERIFIED,
                source != target
                        ? "Large objects are not replicated: move them yourself"
                        : frozen ? "" : "Writes go on"));
    }

    private static long count(Database database) {
        return database.withReadOnlySession(session -> session.queryOne(COUNT, row -> row.number("objects")));
    }
}
