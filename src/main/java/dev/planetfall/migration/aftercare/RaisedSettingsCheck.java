package dev.planetfall.migration.aftercare;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.MigrationContext;
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
        return new CheckName(
                "raised-settings",
                Messages.text("aftercare.raised-settings-check.settings-raised-for-the-migration"),
                CheckGroup.AFTER_THE_MOVE);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        List<Setting> onSource = context.source().withReadOnlySession(session -> changed(session, Side.SOURCE));
        List<Setting> onTarget = context.target().withReadOnlySession(session -> changed(session, Side.TARGET));
        if (!onSource.isEmpty()) {
            findings.accept(found(
                    Side.SOURCE,
                    onSource,
                    Messages.text("aftercare.raised-settings-check.if-one-was-raised-for-this")));
        }
        if (!onTarget.isEmpty()) {
            findings.accept(found(
                    Side.TARGET, onTarget, Messages.text("aftercare.raised-settings-check.if-one-was-raised-for")));
        }
        if (onSource.isEmpty() && onTarget.isEmpty()) {
            findings.accept(Finding.passed(
                    id(), Messages.text("aftercare.raised-settings-check.every-setting-of-both-servers")));
        }
    }

    private Finding found(Side side, List<Setting> settings, String advice) {
        Finding finding = Finding.note(
                        id(),
                        Messages.plural(
                                "aftercare.raised-settings-check.settings-of-serve-replication-and",
                                settings.size(),
                                side.named(),
                                Listing.of(settings.stream().map(Setting::name).toList())),
                        advice)
                .withDetails(settings.stream().map(Setting::line).toList());
        return side == Side.SOURCE
                ? finding.withRemedy(new Remedy(
                                side,
                                settings.stream()
                                        .map(setting -> "ALTER SYSTEM RESET " + setting.name() + ";")
                                        .collect(Collectors.joining("\n")),
                                Messages.text("aftercare.raised-settings-check.leaves-out-of-the-servers"),
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
