package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.postgres.Row;
import java.util.List;
import java.util.function.Consumer;

/**
 * Whether the source comes near the end of its transaction numbers. A copy keeps old rows from being cleaned up while it
 * runs, so a server that is near to it comes nearer; at the end it refuses every write.
 *
 * @see <a href="https://www.postgresql.org/docs/current/routine-vacuuming.html#VACUUM-FOR-WRAPAROUND">Wraparound</a>
 */
final class WraparoundCheck implements Check {
    /** Of the 2^31 numbers the server stops three million before the end, and warns from forty million before it. */
    private static final long USABLE = (1L << 31) - 3_000_000;

    private static final long SERVER_WARNS = (1L << 31) - 40_000_000;

    /** Vacuum catches up from 200 million on by itself; a server that is beyond half did not get it done. */
    private static final long HALF = USABLE / 2;

    private static final String AGES = """
            SELECT age(datfrozenxid)::bigint AS transactions, mxid_age(datminmxid)::bigint AS multixacts
            FROM pg_database WHERE datname = current_database()
            """;

    /** The words are the server's. An ordinary role sees only its own sessions' queries. */
    private static final String VACUUMS = """
            SELECT query FROM pg_stat_activity
            WHERE query LIKE 'autovacuum: %(to prevent wraparound)%' AND datname = current_database() ORDER BY 1
            """;

    @Override
    public CheckName name() {
        return new CheckName(
                "wraparound",
                Messages.text("check.wraparound.transaction-numbers-of-the-source"),
                CheckGroup.REPLICATION_SETTINGS);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        context.source().withReadOnlySession(session -> {
            findings.accept(judge(session.queryOne(AGES, Ages::of)));
            List<String> vacuums = session.query(VACUUMS, row -> row.text("query"));
            if (!vacuums.isEmpty()) {
                findings.accept(running(vacuums));
            }
            return true;
        });
    }

    private Finding judge(Ages ages) {
        String used = Messages.text("check.wraparound.the-source-has-used-of", ages.percent());
        if (ages.oldest() >= SERVER_WARNS) {
            return Finding.blocker(
                    id(),
                    Messages.text("check.wraparound.and-will-soon-refuse-every", used),
                    Messages.text("check.wraparound.let-a-superuser-run-vacuum"));
        }
        if (ages.oldest() >= HALF) {
            return Finding.warning(
                    id(),
                    Messages.text("check.wraparound.since-the-last-complete-clean", used),
                    Messages.text("check.wraparound.a-long-copy-holds-the"));
        }
        return Finding.passed(id(), used + ".");
    }

    private Finding running(List<String> vacuums) {
        return Finding.note(
                        id(),
                        Messages.text("check.wraparound.the-source-is-cleaning-up", vacuums.size()),
                        Messages.text("check.wraparound.changes-to-these-tables-wait"))
                .withDetails(vacuums);
    }

    private record Ages(long transactions, long multixacts) {
        static Ages of(Row row) {
            return new Ages(row.number("transactions"), row.number("multixacts"));
        }

        long oldest() {
            return Math.max(transactions, multixacts);
        }

        long percent() {
            return oldest() * 100 / USABLE;
        }
    }
}
