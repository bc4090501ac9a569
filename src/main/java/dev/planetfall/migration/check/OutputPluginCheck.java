package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.SqlLiteral;
import dev.planetfall.postgres.SqlState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Whether the source lets replication use PostgreSQL's own output plugin. The newest minor versions have a list of the plugins
 * that a slot may name; without {@code pgoutput} in it no subscription can be made.
 *
 * @see <a href="https://www.postgresql.org/docs/current/runtime-config-replication.html">Settings of sending servers</a>
 */
final class OutputPluginCheck implements ReplicationCheck {
    private static final String NEEDED = "pgoutput";
    private static final String SETTING = "output_plugin_libraries";

    /** What follows the migration's own slot name in that of the probe. */
    static final String PROBE_SUFFIX = "_plugin";

    private static final String LIST = """
            SELECT (SELECT setting FROM pg_settings WHERE name = ?) AS plugins, current_user AS role,
                   current_database() AS database,
                   (SELECT substr(c, length(?) + 2) FROM pg_db_role_setting d, unnest(d.setconfig) c
                    WHERE d.setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())
                      AND d.setrole = (SELECT oid FROM pg_roles WHERE rolname = current_user)
                      AND strpos(c, ? || '=') = 1) AS before
            """;

    @Override
    public CheckName name() {
        return new CheckName(
                "output-plugin",
                Messages.text("check.output-plugin.output-plugin-of-the-source"),
                CheckGroup.REPLICATION_SETTINGS);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        Allowed allowed = context.source().withReadOnlySession(OutputPluginCheck::allowed);
        boolean admitted = allowed.plugins()
                .map(plugins -> plugins.contains(NEEDED))
                .orElseGet(() -> !allowed.hidden() || isAdmitted(context));
        findings.accept(
                admitted
                        ? Finding.passed(
                                id(), Messages.text("check.output-plugin.the-source-lets-replication-use", NEEDED))
                        : refused(allowed));
    }

    private static Allowed allowed(Session session) {
        boolean hidden = isHidden(session);
        return session.queryOne(
                LIST,
                row -> new Allowed(
                        row.optionalText("plugins").map(OutputPluginCheck::plugins),
                        hidden,
                        row.identifier("role"),
                        row.identifier("database"),
                        row.optionalText("before").map(OutputPluginCheck::plugins)),
                SETTING,
                SETTING,
                SETTING);
    }

    /**
     * An ordinary role does not see the setting in the list of settings, and is refused when it asks for it by name. The
     * refusal is caught on the server, because a statement that failed would be told as a failure.
     */
    private static boolean isHidden(Session session) {
        session.execute("""
                DO $$BEGIN
                  PERFORM set_config('planetfall.hidden', 'no', false), current_setting('%s', true);
                EXCEPTION WHEN insufficient_privilege THEN
                  PERFORM set_config('planetfall.hidden', 'yes', false);
                END$$
                """.formatted(SETTING));
        return session.queryOne(
                "SELECT current_setting('planetfall.hidden') AS hidden",
                row -> row.text("hidden").equals("yes"));
    }

    /**
     * Tried with a slot that ends with its session. A server that makes it, or begins to and waits for a transaction of
     * somebody else, admits the plugin.
     */
    private static boolean isAdmitted(MigrationContext context) {
        String slot = context.plan().names().slot().name() + PROBE_SUFFIX;
        try {
            return context.source().withReadOnlySession(session -> {
                session.execute("SET statement_timeout = '3s'");
                session.query(
                        "SELECT slot_name FROM pg_create_logical_replication_slot(?, ?, true)",
                        row -> row.text("slot_name"),
                        slot,
                        NEEDED);
                return true;
            });
        } catch (DatabaseException e) {
            if (e.state().equals(SqlState.QUERY_CANCELED)) {
                return true;
            }
            if (e.getMessage().contains(NEEDED)) {
                return false;
            }
            throw e;
        }
    }

    /** A name that holds more than letters is in double quotes. */
    private static List<String> plugins(String setting) {
        return Arrays.stream(setting.split(","))
                .map(String::strip)
                .map(name -> name.replaceAll("^\"|\"$", ""))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private Finding refused(Allowed allowed) {
        List<String> more = new ArrayList<>(allowed.plugins().orElse(List.of()));
        more.add(NEEDED);
        String back = allowed.before().map(OutputPluginCheck::set).orElse("RESET " + SETTING);
        return Finding.blocker(
                        id(),
                        Messages.text("check.output-plugin.the-source-does-not-let", NEEDED),
                        Messages.text("check.output-plugin.no-subscription-can-be-made", SETTING))
                .withRemedy(new Remedy(
                                Side.SOURCE,
                                allowed.alter(set(more)),
                                Messages.text("check.output-plugin.changes-the-source-these-are"),
                                allowed.alter(back))
                        .byAdministrator());
    }

    private static String set(List<String> plugins) {
        return "SET " + SETTING + " = "
                + (plugins.isEmpty()
                        ? "''"
                        : plugins.stream().map(SqlLiteral::quote).collect(Collectors.joining(", ")));
    }

    /**
     * @param plugins empty when this version has no such list or does not show it
     * @param hidden whether there is a list that this role may not see
     * @param before what is set for this role in this database alone; empty when the list comes from elsewhere
     */
    private record Allowed(
            Optional<List<String>> plugins,
            boolean hidden,
            Identifier role,
            Identifier database,
            Optional<List<String>> before) {
        String alter(String change) {
            return "ALTER ROLE " + role.quoted() + " IN DATABASE " + database.quoted() + " " + change + ";";
        }
    }
}
