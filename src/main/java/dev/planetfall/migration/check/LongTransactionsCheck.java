package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Quantities;
import dev.planetfall.postgres.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Whether transactions stay open for long on the source. A replication slot is made only after every transaction that was
 * writing has ended, in whatever database; one that only reads may hold locks that a remedy waits for.
 *
 * @see <a href="https://www.postgresql.org/docs/current/monitoring-stats.html">pg_stat_activity</a>
 */
final class LongTransactionsCheck implements ReplicationCheck {
    /** A writer this old delays the copy by more than a moment. */
    private static final Duration LONG_FOR_A_WRITER = Duration.ofMinutes(1);

    /** A reader delays nothing, but five minutes are no longer an application at work. */
    private static final Duration LONG_FOR_A_READER = Duration.ofMinutes(5);

    /** The server hides from an ordinary role how long others' transactions last; those that outlast this are told. */
    private static final Duration SECOND_LOOK = Duration.ofSeconds(2);

    private static final String OPEN = """
            SELECT pid, datname AS database, usename AS role,
                   coalesce(application_name, '') AS application, coalesce(state, '') AS state,
                   coalesce(backend_xid::text, '') AS xid,
                   extract(epoch FROM clock_timestamp() - xact_start)::bigint AS seconds
            FROM pg_stat_activity
            WHERE pid <> pg_backend_pid() AND (xact_start IS NOT NULL AND backend_type <> 'walsender'
                  OR backend_xid IS NOT NULL)
            ORDER BY xact_start, pid
            """;

    private final Duration forWriter;
    private final Duration forReader;

    LongTransactionsCheck() {
        this(LONG_FOR_A_WRITER, LONG_FOR_A_READER);
    }

    LongTransactionsCheck(Duration forWriter, Duration forReader) {
        this.forWriter = forWriter;
        this.forReader = forReader;
    }

    @Override
    public CheckName name() {
        return new CheckName(
                "long-transactions",
                Messages.text("check.long-transactions.transactions-that-stay-open-on"),
                CheckGroup.REPLICATION_SETTINGS);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        List<Transaction> open = look(context);
        List<Transaction> writers = open.stream()
                .filter(each -> each.writes() && each.isAtLeast(forWriter))
                .toList();
        List<Transaction> readers = open.stream()
                .filter(each -> !each.writes() && each.isAtLeast(forReader))
                .toList();
        List<Transaction> hidden = lasting(context, open);
        List<Finding> found = new ArrayList<>();
        if (!writers.isEmpty()) {
            found.add(writing(writers));
        }
        if (!hidden.isEmpty()) {
            found.add(hidden(hidden));
        }
        if (!readers.isEmpty()) {
            found.add(reading(readers));
        }
        if (found.isEmpty()) {
            found.add(Finding.passed(id(), Messages.text("check.long-transactions.no-transaction-stays-open-for")));
        }
        found.forEach(findings);
    }

    private static List<Transaction> look(MigrationContext context) {
        return context.source().withReadOnlySession(session -> session.query(OPEN, Transaction::of));
    }

    /** Writers of unknown age that are still writing the same transaction after a while. */
    private static List<Transaction> lasting(MigrationContext context, List<Transaction> open) {
        Set<Transaction> first =
                new HashSet<>(open.stream().filter(each -> each.age().isEmpty()).toList());
        if (first.isEmpty()) {
            return List.of();
        }
        context.pause(SECOND_LOOK);
        return look(context).stream().filter(first::contains).toList();
    }

    private Finding writing(List<Transaction> writers) {
        return Finding.warning(
                        id(),
                        Messages.plural(
                                "check.long-transactions.transactions-on-the-source-have-been",
                                writers.size(),
                                Quantities.duration(forWriter)),
                        Messages.text("check.long-transactions.the-copy-begins-only-when-all"))
                .withDetails(lines(writers));
    }

    private Finding hidden(List<Transaction> hidden) {
        return Finding.note(
                        id(),
                        Messages.plural("check.long-transactions.transactions-of-other-roles-write", hidden.size()),
                        Messages.text("check.long-transactions.the-copy-begins-only-when"))
                .withDetails(lines(hidden));
    }

    private Finding reading(List<Transaction> readers) {
        return Finding.note(
                        id(),
                        Messages.plural(
                                "check.long-transactions.transactions-on-the-source-have",
                                readers.size(),
                                Quantities.duration(forReader)),
                        Messages.text("check.long-transactions.they-do-not-delay-the"))
                .withDetails(lines(readers));
    }

    private static List<String> lines(List<Transaction> transactions) {
        return transactions.stream().map(Transaction::toString).toList();
    }

    /** @param age empty when the server does not tell */
    private record Transaction(
            long pid,
            String database,
            String role,
            String application,
            String state,
            String xid,
            Optional<Duration> age) {
        static Transaction of(Row row) {
            return new Transaction(
                    row.number("pid"),
                    row.optionalText("database").orElse(Messages.text("check.long-transactions.no-database")),
                    row.optionalText("role").orElse(Messages.text("check.long-transactions.no-role")),
                    row.text("application"),
                    row.text("state"),
                    row.text("xid"),
                    row.optionalText("seconds").map(Long::parseLong).map(Duration::ofSeconds));
        }

        boolean writes() {
            return !xid.isEmpty();
        }

        boolean isAtLeast(Duration limit) {
            return age.filter(time -> time.compareTo(limit) >= 0).isPresent();
        }

        @Override
        public String toString() {
            String lasting = age.map(time -> Messages.text("check.long-transactions.for", Quantities.duration(time)))
                    .orElse("");
            return application.isEmpty()
                    ? (state.isEmpty()
                            ? Messages.text(
                                    "check.long-transactions.session-of-role-in-database", pid, role, database, lasting)
                            : Messages.text(
                                    "check.long-transactions.session-of-role-in-database-2",
                                    pid,
                                    role,
                                    database,
                                    state,
                                    lasting))
                    : (state.isEmpty()
                            ? Messages.text(
                                    "check.long-transactions.session-of-role-in-database-application",
                                    pid,
                                    role,
                                    database,
                                    application,
                                    lasting)
                            : Messages.text(
                                    "check.long-transactions.session-of-role-in-database-application-2",
                                    pid,
                                    role,
                                    database,
                                    application,
                                    state,
                                    lasting));
        }
    }
}
