package dev.planetfall.migration.aftercare;

import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.check.Check;
import dev.planetfall.postgres.Session;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Settings of either server that serve replication and are not as PostgreSQL brings them: some may have been raised for the move. */
final class RaisedSettingsCheck implements Check {
    private static final Map<Side, List<String>> SERVING = Map.of(
            Side.SOURCE,
            List.of(
                    "wal_level",
                    "max_wal_senders",
                    "max_replication_slots",
                    "max_slot_wal_keep_size",
                    "wal_keep_size",
                    "wal_sender_timeout",
                    "idle_replication_slot_timeout"),
            Side.TARGET,
            List.of(
                    "max_logical_replication_workers",
                    "max_sync_workers_per_subscription",
                    "max_worker_processes",
                    "max_active_replication_origins",
                    "wal_receiver_timeout"));

    private static final String CHANGED = """
            SELECT name, current_setting(name) AS value, boot_val || coalesce(' ' || unit, '') AS usual,
                   context = 'postmaster' AS restarts
            FROM pg_settings WHERE name = ANY (?) AND setting IS DISTINCT FROM boot_val ORDER BY 1
            """;

    @Override
    public CheckName name() {
        return new CheckName("raised-settings", "Settings raised for the migration", CheckGroup.AFTER_THE_MOVE);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        List<Setting> onSource = context.source().withReadOnlySession(session -> changed(session, Side.SOURCE));
        List<Setting> onTarget = context.target().withReadOnlySession(session -> changed(session, Side.TARGET));
        if (!onSource.isEmpty()) {
            findings.accept(
                    found(
                            Side.SOURCE,
                            onSource,
                            "If one was raised for this migration and the old database lives on, put it back once the migration is"
                                    + " cleaned up. Lowering wal_level needs a restart and must wait until nobody replicates."));
        }
        if (!onTarget.isEmpty()) {
            findings.accept(found(
                    Side.TARGET,
                    onTarget,
                    "If one was raised for this migration, put it back in the dashboard once the migration is cleaned up:"
                            + " no copy needs these workers any more."));
        }
        if (onSource.isEmpty() && onTarget.isEmpty()) {
            findings.accept(Finding.passed(
                    id(), "Every setting of both servers that serves replication is as PostgreSQL brings it."));
        }
    }

    private Finding found(Side side, List<Setting> settings, String advice) {
        Finding finding = Finding.note(
                        id(),
                        Quantities.count(settings.size(), "setting") + " of " + side.named()
                                + (settings.size() == 1 ? " serves" : " serve")
                                + " replication and " + (settings.size() == 1 ? "is" : "are")
                                + " not as PostgreSQL brings "
                                + (settings.size() == 1 ? "it: " : "them: ")
                                + Listing.of(
                                        settings.stream().map(Setting::name).toList()) + ".",
                        advice)
                .withDetails(settings.stream().map(Setting::line).toList());
        return side == Side.SOURCE
                ? finding.withRemedy(new Remedy(
                                side,
                                settings.stream()
                                        .map(setting -> "ALTER SYSTEM RESET " + setting.name() + ";")
                                        .collect(Collectors.joining("\n")),
                                "Leaves out of the server's own file what was set there. Where a provider runs the server, its"
                                        + " page of settings does it.",
                                "")
                        .byAdministrator())
                : finding;
    }

    private static List<Setting> changed(Session session, Side side) {
        return session.query(
                CHANGED,
                row -> new Setting(row.text("name"), row.text("value"), row.text("usual"), row.flag("restarts")),
                SERVING.getOrDefault(side, List.of()));
    }

    /** @param usual as PostgreSQL brings it */
    private record Setting(String name, String value, String usual, boolean restarts) {
        String line() {
            return name + " = " + value + ", usually " + usual + (restarts ? "; changed by a restart" : "");
        }
    }
}
