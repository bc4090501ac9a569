package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.postgres.Database;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Which settings differ that an application may notice: in what it reads, in what it writes, or in how long it waits.
 * Settings by which a host tunes its own machines are left alone.
 *
 * @see <a href="https://www.postgresql.org/docs/current/runtime-config-client.html">Client connection defaults</a>
 */
final class TargetSettingsCheck implements Check {
    /**
     * As a session gets them. The time zone and the form of dates are sent by this program's driver, so that they cannot be
     * seen. What is set for a database or a role of the source has a check of its own.
     */
    private static final String SETTINGS = """
            SELECT name, current_setting(name) AS value, source IN ('database', 'user', 'database user') AS own
            FROM pg_settings
            WHERE name IN ('search_path', 'work_mem', 'statement_timeout', 'lock_timeout',
                  'idle_in_transaction_session_timeout', 'idle_session_timeout', 'transaction_timeout',
                  'default_transaction_isolation', 'default_transaction_deferrable', 'synchronous_commit', 'row_security',
                  'standard_conforming_strings', 'backslash_quote', 'array_nulls', 'transform_null_equals', 'bytea_output',
                  'xmlbinary', 'xmloption', 'IntervalStyle', 'lc_messages', 'lc_monetary', 'lc_numeric', 'lc_time',
                  'default_text_search_config')
            ORDER BY lower(name)
            """;

    private static final String UNSEEN = Messages.text("check.target-settings.timezone-and-datestyle-cannot-be");

    @Override
    public CheckName name() {
        return new CheckName(
                "target-settings",
                Messages.text("check.target-settings.settings-that-an-application-notices"),
                CheckGroup.TARGET);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        List<Setting> source = settings(context.source());
        Map<String, String> target =
                settings(context.target()).stream().collect(Collectors.toMap(Setting::name, Setting::value));
        List<Setting> different = source.stream()
                .filter(setting -> !setting.own() && target.containsKey(setting.name()))
                .filter(setting -> !setting.value().equals(target.get(setting.name())))
                .toList();
        findings.accept(
                different.isEmpty()
                        ? Finding.passed(
                                id(), Messages.text("check.target-settings.an-application-finds-the-settings", UNSEEN))
                        : Finding.note(
                                        id(),
                                        Messages.plural(
                                                "check.target-settings.settings-that-an-application-may",
                                                different.size(),
                                                Listing.of(different.stream()
                                                        .map(Setting::name)
                                                        .toList())),
                                        Messages.text("check.target-settings.set-what-the-application-relies", UNSEEN))
                                .withDetails(different.stream()
                                        .map(setting -> Messages.text(
                                                "check.target-settings.at-the-source-at-planetscale",
                                                setting.name(),
                                                setting.value(),
                                                target.get(setting.name())))
                                        .toList()));
    }

    /** Not in a read-only session, which has time limits of its own. */
    private static List<Setting> settings(Database database) {
        return database.withSession(session ->
                session.query(SETTINGS, row -> new Setting(row.text("name"), row.text("value"), row.flag("own"))));
    }

    /** @param own whether it is set for this database or role alone */
    private record Setting(String name, String value, boolean own) {}
}
