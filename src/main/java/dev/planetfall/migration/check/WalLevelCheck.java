package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.provider.Provider;
import dev.planetfall.migration.provider.Providers;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.SqlLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Whether the source writes enough into its log for rows to be read back out of it.
 *
 * @see <a href="https://www.postgresql.org/docs/current/runtime-config-wal.html#GUC-WAL-LEVEL">wal_level</a>
 */
final class WalLevelCheck implements ReplicationCheck {
    private static final String NEEDED = "logical";

    @Override
    public CheckName name() {
        return new CheckName(
                "wal-level",
                Messages.text("check.wal-level.logical-replication-turned-on"),
                CheckGroup.REPLICATION_SETTINGS);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        findings.accept(context.source().withReadOnlySession(session -> {
            Level level = Level.read(session);
            if (level.now().equals(NEEDED)) {
                return Finding.passed(id(), Messages.text("check.wal-level.logical-replication-is-turned-on-at"));
            }
            Provider provider = Providers.of(context.plan().source(), Providers.marks(session));
            if (level.afterRestart().equals(Optional.of(NEEDED))) {
                return Finding.blocker(
                        id(),
                        Messages.text("check.wal-level.logical-replication-is-turned-on", level.now()),
                        Messages.text(
                                "check.wal-level.restart-the-source-and-check",
                                provider.restartWarning().orElse("")));
            }
            Finding off = off(provider, level.now());
            return level.mayBeSet() ? off.withRemedy(remedy(provider, level)) : off;
        }));
    }

    private Finding off(Provider provider, String level) {
        return Finding.blocker(
                        id(),
                        Messages.text("check.wal-level.logical-replication-is-not-turned", level),
                        advice(provider))
                .withDetails(steps(provider));
    }

    private static String advice(Provider provider) {
        if (!provider.offersReplication()) {
            return Messages.text("check.wal-level.does-not-offer-it-the", provider.name());
        }
        return Messages.text(
                provider.replicationSteps().isEmpty()
                        ? "check.wal-level.it-is-on-at-from"
                        : "check.wal-level.turn-it-on-at-as",
                provider.name());
    }

    private static List<String> steps(Provider provider) {
        List<String> steps = new ArrayList<>();
        for (String step : provider.replicationSteps()) {
            steps.add((steps.size() + 1) + ". " + step);
        }
        provider.restartWarning().ifPresent(steps::add);
        return steps;
    }

    private static Remedy remedy(Provider provider, Level level) {
        return new Remedy(
                Side.SOURCE,
                "ALTER SYSTEM SET wal_level = 'logical';",
                Messages.text(
                        "check.wal-level.it-changes-the-configuration-of",
                        provider.restartWarning().orElse("")),
                level.before()
                        .map(value -> "ALTER SYSTEM SET wal_level = " + SqlLiteral.quote(value) + ";")
                        .orElse("ALTER SYSTEM RESET wal_level;"));
    }

    /**
     * @param afterRestart what the configuration files say; only a superuser may read them
     * @param mayBeSet whether the role may change it by SQL, and that would have an effect
     * @param before what an earlier {@code ALTER SYSTEM} said
     */
    private record Level(String now, Optional<String> afterRestart, boolean mayBeSet, Optional<String> before) {
        private static final String FILES = """
                SELECT (array_agg(setting ORDER BY seqno DESC))[1] AS last,
                       (array_agg(setting ORDER BY seqno DESC)
                        FILTER (WHERE sourcefile LIKE '%postgresql.auto.conf'))[1] AS by_sql
                FROM pg_file_settings WHERE name = 'wal_level'
                """;

        /** An order to the server stands above the files, and since version 17 the files can be closed to SQL. */
        private static final String FIXED = """
                SELECT EXISTS (SELECT FROM pg_settings WHERE name = 'wal_level' AND source = 'command line'
                               OR name = 'allow_alter_system' AND setting = 'off') AS fixed
                """;

        static Level read(Session session) {
            String now = new Catalog(session).setting("wal_level").orElse("unknown");
            boolean mayBeSet =
                    new Catalog(session).role().superuser() && !session.queryOne(FIXED, row -> row.flag("fixed"));
            return mayBeSet
                    ? session.queryOne(
                            FILES, row -> new Level(now, row.optionalText("last"), true, row.optionalText("by_sql")))
                    : new Level(now, Optional.empty(), false, Optional.empty());
        }
    }
}
