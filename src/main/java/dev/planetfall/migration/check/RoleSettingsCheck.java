package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Session;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Settings that the source keeps for its database and roles, such as a search path. No dump of one database holds them.
 *
 * @see <a href="https://www.postgresql.org/docs/current/catalog-pg-db-role-setting.html">pg_db_role_setting</a>
 */
final class RoleSettingsCheck implements Check {
    /** What this program itself lets people set for the role of the migration. */
    private static final Set<String> OF_THE_MIGRATION = Set.of(
            "statement_timeout",
            "transaction_timeout",
            "idle_in_transaction_session_timeout",
            "wal_sender_timeout",
            "lock_timeout",
            "output_plugin_libraries");

    private static final String SETTABLE =
            "SELECT lower(name) AS name FROM pg_settings WHERE context = 'user' AND lower(name) = ANY (?)";

    private static final String OWN_DATABASE = """
            SELECT datname AS database, pg_has_role(datdba, 'USAGE') AS owned
            FROM pg_database WHERE datname = current_database()
            """;

    @Override
    public CheckName name() {
        return new CheckName(
                "role-settings",
                Messages.text("check.role-settings.settings-of-the-database-and"),
                CheckGroup.AFTER_THE_MOVE);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        String own = context.plan().source().user();
        List<StoredSetting> wanted = context.source().withReadOnlySession(StoredSetting::of).stream()
                .filter(setting -> !(setting.role().equals(own) && OF_THE_MIGRATION.contains(setting.name())))
                .toList();
        context.target().withReadOnlySession(session -> {
            List<StoredSetting> there = StoredSetting.of(session);
            List<StoredSetting> missing =
                    wanted.stream().filter(setting -> !there.contains(setting)).toList();
            report(session, missing, there, findings);
            return true;
        });
    }

    private void report(
            Session target, List<StoredSetting> missing, List<StoredSetting> there, Consumer<Finding> findings) {
        List<StoredSetting> ofDatabase =
                missing.stream().filter(StoredSetting::isOfDatabase).toList();
        List<StoredSetting> ofRoles =
                missing.stream().filter(setting -> !setting.isOfDatabase()).toList();
        Owned database = target.queryOne(OWN_DATABASE, row -> new Owned(row.identifier("database"), row.flag("owned")));
        if (!ofDatabase.isEmpty()) {
            findings.accept(ofDatabase(target, database, ofDatabase, there));
        }
        if (!ofRoles.isEmpty()) {
            findings.accept(Finding.note(
                            id(),
                            Messages.plural("check.role-settings.the-source-keeps-settings-for", ofRoles.size()),
                            Messages.text("check.role-settings.where-a-role-of-the"))
                    .withDetails(statements(ofRoles, database.name())));
        }
        if (missing.isEmpty()) {
            findings.accept(Finding.passed(id(), Messages.text("check.role-settings.the-source-keeps-no-setting")));
        }
    }

    private Finding ofDatabase(Session target, Owned database, List<StoredSetting> missing, List<StoredSetting> there) {
        Finding finding = Finding.warning(
                        id(),
                        Messages.plural(
                                "check.role-settings.the-source-database-has-settings",
                                missing.size(),
                                Listing.of(missing.stream()
                                        .map(StoredSetting::name)
                                        .toList())),
                        Messages.text("check.role-settings.the-application-can-find-other"))
                .withDetails(statements(missing, database.name()));
        List<String> names = missing.stream()
                .filter(setting -> !setting.maybeSecret())
                .map(setting -> setting.name().toLowerCase(Locale.ROOT))
                .toList();
        List<String> settable = target.query(SETTABLE, row -> row.text("name"), names);
        List<StoredSetting> mendable = missing.stream()
                .filter(setting -> settable.contains(setting.name().toLowerCase(Locale.ROOT)))
                .toList();
        return mendable.isEmpty() ? finding : finding.withRemedy(remedy(database, mendable, there));
    }

    private static Remedy remedy(Owned database, List<StoredSetting> settings, List<StoredSetting> there) {
        List<String> undo = settings.stream()
                .map(setting -> there.stream()
                        .filter(other -> other.isOfDatabase() && other.name().equals(setting.name()))
                        .findFirst()
                        .map(other -> other.statement(database.name()))
                        .orElseGet(() -> "ALTER DATABASE " + database.name().quoted() + " " + setting.reset() + ";"))
                .toList();
        Remedy remedy = new Remedy(
                Side.TARGET,
                String.join("\n", statements(settings, database.name())),
                Messages.text("check.role-settings.sets-them-for-everybody-who"),
                String.join("\n", undo));
        return database.owned() ? remedy : remedy.byAdministrator();
    }

    private static List<String> statements(List<StoredSetting> settings, Identifier database) {
        return settings.stream().map(setting -> setting.statement(database)).toList();
    }

    private record Owned(Identifier name, boolean owned) {}
}
