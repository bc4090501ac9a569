package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.DiskNeed;
import dev.planetfall.migration.DiskSize;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.ConnectionFailedException;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Conninfo;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.SqlLiteral;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Whether the source gives this role sessions that live long enough. A time limit that is shorter than the copy of the largest
 * table ends that copy again and again, and each attempt leaves a replication slot that keeps log.
 *
 * @see <a href="https://www.postgresql.org/docs/current/runtime-config-client.html">statement_timeout and its kin</a>
 */
final class RoleTimeoutsCheck implements ReplicationCheck {
    /** What ends the copy of a table in the middle. */
    private static final Set<String> END_THE_COPY = Set.of("statement_timeout", "transaction_timeout");

    /** What the connection of a subscription asks the source to lift. */
    private static final Set<String> LIFTED =
            Set.of("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout");

    /** A sender that hears nothing for so long may be waiting for a large transaction only. PostgreSQL's default is 60 s. */
    private static final Duration SHORTEST_SENDER_TIMEOUT = Duration.ofSeconds(30);

    /** A value that every server refuses, and that its refusal names. */
    private static final String NO_TIME = "no_time_at_all";

    /** In this form the server tries to read no other setting as a number. */
    private static final String NUMBER = "CASE s.vartype WHEN 'integer' THEN s.setting::bigint ELSE 0 END";

    /** The limits in the sessions of this role in this database, and what is set for the two together. */
    private static final String LIMITS = """
            SELECT s.name, %1$s AS milliseconds, current_user AS role, current_database() AS database,
                   (SELECT substr(c, length(s.name) + 2) FROM pg_db_role_setting d, unnest(d.setconfig) c
                    WHERE d.setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())
                      AND d.setrole = (SELECT oid FROM pg_roles WHERE rolname = current_user)
                      AND left(c, length(s.name) + 1) = s.name || '=') AS before
            FROM pg_settings s
            WHERE %1$s > 0 AND s.context = 'user' AND (s.name IN ('statement_timeout', 'transaction_timeout',
                  'lock_timeout', 'idle_in_transaction_session_timeout')
               OR s.name = 'wal_sender_timeout' AND %1$s < %2$d)
            ORDER BY 1
            """.formatted(NUMBER, SHORTEST_SENDER_TIMEOUT.toMillis());

    @Override
    public CheckName name() {
        return new CheckName(
                "role-timeouts",
                Messages.text("check.role-timeouts.time-limits-of-the-source"),
                CheckGroup.PERMISSIONS);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        // Not a read-only session: that one has time limits of its own.
        List<Limit> limits = context.source().withSession(RoleTimeoutsCheck::limits);
        boolean lifts = limits.stream().anyMatch(limit -> LIFTED.contains(limit.name())) && targetLifts(context);
        List<Limit> left = limits.stream()
                .filter(limit -> !lifts || !LIFTED.contains(limit.name()))
                .toList();
        findings.accept(left.isEmpty() ? none(limits) : judge(context, left));
    }

    private Finding none(List<Limit> lifted) {
        return Finding.passed(
                id(),
                lifted.isEmpty()
                        ? Messages.text("check.role-timeouts.the-source-sets-no-time")
                        : Messages.text("check.role-timeouts.planetscale-lifts-the-sources-time", Listing.of(lifted)));
    }

    private Finding judge(MigrationContext context, List<Limit> limits) {
        Duration copy = largestTable(context);
        boolean ends = context.plan().method() == Method.LOGICAL_REPLICATION
                && limits.stream()
                        .anyMatch(limit -> END_THE_COPY.contains(limit.name())
                                && limit.time().compareTo(copy) < 0);
        String sentence = Messages.text(
                "check.role-timeouts.the-source-limits-the-sessions",
                limits.get(0).role(),
                Listing.of(limits));
        String why = ends
                ? Messages.text("check.role-timeouts.copying-the-largest-table-may", Quantities.duration(copy))
                : Messages.text("check.role-timeouts.they-can-end-a-copy");
        String advice = Messages.text("check.role-timeouts.lift-the-limits-until-the", why);
        Finding finding = ends ? Finding.blocker(id(), sentence, advice) : Finding.warning(id(), sentence, advice);
        return finding.withDetails(limits.stream().map(Limit::toString).toList())
                .withRemedy(remedy(limits));
    }

    private static List<Limit> limits(Session session) {
        return session.query(
                LIMITS,
                row -> new Limit(
                        row.text("name"),
                        Duration.ofMillis(row.number("milliseconds")),
                        row.identifier("role"),
                        row.identifier("database"),
                        row.optionalText("before")));
    }

    private static Duration largestTable(MigrationContext context) {
        List<DiskSize> sizes = context.source()
                .withReadOnlySession(session -> new Catalog(session)
                        .tables().stream()
                                .filter(table -> context.plan().scope().includes(table.name()))
                                .map(table -> DiskSize.of(List.of(table)))
                                .toList());
        return sizes.stream()
                .map(size -> new DiskNeed(size, Optional.empty()).copyTime())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /**
     * Whether this PlanetScale passes the settings in a subscription's connection on to the source, which only the newer
     * minor versions do. Asked with a setting that the source must refuse: where it does not, the setting never reached it.
     */
    private static boolean targetLifts(MigrationContext context) {
        ConnectionSettings source = context.plan().source();
        String name = context.plan().names().subscription().name() + "_limits";
        String connection = Conninfo.forSubscription(source, name) + " options='-c statement_timeout=" + NO_TIME + "'";
        String statement = "CREATE SUBSCRIPTION " + new Identifier(name).quoted() + " CONNECTION "
                + SqlLiteral.quote(connection) + " PUBLICATION " + new Identifier(name).quoted()
                + " WITH (create_slot = false, enabled = false, copy_data = false, slot_name = NONE)";
        try {
            context.target()
                    .useSession(session -> session.hiding(source.password()).rolledBack(() -> {
                        session.execute(statement);
                        return true;
                    }));
            return false;
        } catch (ConnectionFailedException e) {
            throw e;
        } catch (DatabaseException e) {
            return e.getMessage().contains(NO_TIME);
        }
    }

    private static Remedy remedy(List<Limit> limits) {
        return new Remedy(
                Side.SOURCE,
                lines(limits, Limit::lift),
                Messages.text("check.role-timeouts.changes-the-source-sessions-that"),
                lines(limits, Limit::back));
    }

    private static String lines(List<Limit> limits, Function<Limit, String> statement) {
        return limits.stream().map(statement).collect(Collectors.joining("\n"));
    }

    /**
     * @param before what was set for this role in this database, which goes before all that is set elsewhere; empty when the
     *     limit comes from elsewhere
     */
    private record Limit(String name, Duration time, Identifier role, Identifier database, Optional<String> before) {
        String lift() {
            return alter("SET " + name + " = 0");
        }

        String back() {
            return alter(before.map(value -> "SET " + name + " = " + SqlLiteral.quote(value))
                    .orElse("RESET " + name));
        }

        private String alter(String change) {
            return "ALTER ROLE " + role.quoted() + " IN DATABASE " + database.quoted() + " " + change + ";";
        }

        @Override
        public String toString() {
            return name + " " + Quantities.duration(time);
        }
    }
}
