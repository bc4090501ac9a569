package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Quantities;
import dev.planetfall.postgres.SqlLiteral;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Whether transactions were prepared on the source and never finished. A replication slot cannot be made before every
 * transaction that was open has ended, in whatever database, and a prepared one ends only when somebody ends it.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-prepare-transaction.html">PREPARE TRANSACTION</a>
 */
final class PreparedTransactionsCheck implements Check {
    /** A transaction manager finishes its own within seconds; what is older was forgotten. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(5);

    private static final String PREPARED = """
            SELECT gid, database, owner, extract(epoch FROM clock_timestamp() - prepared)::bigint AS seconds
            FROM pg_prepared_xacts ORDER BY prepared, gid
            """;

    private final Duration forgotten;

    PreparedTransactionsCheck() {
        this(FORGOTTEN);
    }

    PreparedTransactionsCheck(Duration forgotten) {
        this.forgotten = forgotten;
    }

    @Override
    public CheckName name() {
        return new CheckName(
                "prepared-transactions",
                Messages.text("check.prepared-transactions.prepared-transactions-on-the-source"),
                CheckGroup.REPLICATION_SETTINGS);
    }

    /** Writers cannot be stopped either while one may still be committed. */
    @Override
    public boolean concerns(Method method) {
        return method.stopsWriters();
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        List<Prepared> prepared = context.source()
                .withReadOnlySession(session -> session.query(
                        PREPARED,
                        row -> new Prepared(
                                row.text("gid"),
                                row.text("database"),
                                row.text("owner"),
                                Duration.ofSeconds(row.number("seconds")))));
        findings.accept(
                prepared.isEmpty()
                        ? Finding.passed(
                                id(), Messages.text("check.prepared-transactions.no-prepared-transaction-waits-on"))
                        : judge(prepared));
    }

    private Finding judge(List<Prepared> prepared) {
        String sentence = Messages.plural(
                "check.prepared-transactions.prepared-transactions-of-the-source",
                prepared.size(),
                Listing.of(prepared.stream().map(Prepared::gid).toList()));
        boolean old = prepared.stream().anyMatch(each -> each.age().compareTo(forgotten) >= 0);
        Finding finding = old
                ? Finding.blocker(
                        id(), sentence, Messages.text("check.prepared-transactions.the-copy-cannot-begin-while"))
                : Finding.warning(
                        id(), sentence, Messages.text("check.prepared-transactions.the-copy-begins-when-all"));
        return finding.withDetails(prepared.stream().map(Prepared::toString).toList());
    }

    private record Prepared(String gid, String database, String owner, Duration age) {
        @Override
        public String toString() {
            return Messages.text(
                    "check.prepared-transactions.of-role-in-database-for",
                    gid,
                    owner,
                    database,
                    Quantities.duration(age),
                    SqlLiteral.quote(gid));
        }
    }
}
