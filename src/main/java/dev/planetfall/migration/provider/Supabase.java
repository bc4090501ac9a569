package dev.planetfall.migration.provider;

import dev.planetfall.language.Messages;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shared pooler: {@code aws-0-eu-west-1.pooler.supabase.com} with the project in the user's name,
 * {@code postgres.<project>}. Dedicated pooler: port 6543 of the direct host {@code db.<project>.supabase.co}.
 *
 * @see <a href="https://supabase.com/docs/guides/database/connecting-to-postgres">Connecting</a>
 */
final class Supabase implements Provider {
    private static final int TRANSACTION_POOLER_PORT = 6543;
    private static final String SHARED_POOLER = ".pooler.supabase.com";
    private static final Pattern REGION = Pattern.compile("aws-\\d+-([a-z0-9-]+)\\.pooler\\.supabase\\.com");
    private static final Pattern USER_WITH_PROJECT = Pattern.compile("(.+)\\.([a-z0-9]+)");

    @Override
    public String name() {
        return Messages.text("provider.supabase.supabase");
    }

    @Override
    public boolean recognises(ConnectionSettings settings) {
        return Hosts.endWith(settings, ".supabase.co") || Hosts.endWith(settings, ".supabase.com");
    }

    @Override
    public Signs signs() {
        return Signs.settings("supautils")
                .withRoles("supabase_admin")
                .withExtensions("supabase_vault")
                .withSchemas("supabase_functions", "supabase_migrations", "_supabase");
    }

    @Override
    public Pooling pooling() {
        return new Pooling(
                settings -> Hosts.endWith(settings, SHARED_POOLER) || settings.port() == TRANSACTION_POOLER_PORT,
                Supabase::directly);
    }

    private static Optional<ConnectionSettings> directly(ConnectionSettings pooled) {
        ConnectionSettings onPort = pooled.withPort(ConnectionSettings.DEFAULT_PORT);
        return Hosts.endWith(pooled, SHARED_POOLER) ? ofProject(onPort) : Optional.of(onPort);
    }

    private static Optional<ConnectionSettings> ofProject(ConnectionSettings settings) {
        Matcher user = USER_WITH_PROJECT.matcher(settings.user());
        return user.matches()
                ? Optional.of(settings.withHost("db." + user.group(2) + ".supabase.co")
                        .withUser(user.group(1)))
                : Optional.empty();
    }

    @Override
    public Optional<String> region(ConnectionSettings settings) {
        return Hosts.part(settings, REGION);
    }

    @Override
    public List<String> connectionSteps() {
        return List.of(
                Messages.text("provider.supabase.open-the-project-and-choose"),
                Messages.text("provider.supabase.copy-the-string-under-direct"),
                Messages.text("provider.supabase.put-the-database-password"));
    }

    @Override
    public List<String> replicationSteps() {
        return List.of();
    }

    @Override
    public Optional<String> restartWarning() {
        return Optional.empty();
    }

    @Override
    public String wayToIpv4() {
        return Messages.text("provider.supabase.turn-on-the-ipv4-add");
    }

    @Override
    public List<String> limits() {
        return List.of(
                Messages.text("provider.supabase.roles-have-a-time-limit"),
                Messages.text("provider.supabase.row-level-security-is-common"),
                Messages.text("provider.supabase.keys-that-refer-to-auth"));
    }

    @Override
    public List<String> limitsOfReplication() {
        return List.of(Messages.text("provider.supabase.a-project-up-to-size"));
    }

    @Override
    public Set<Identifier> excludedEventTriggers() {
        return Provider.names(
                "issue_graphql_placeholder",
                "issue_pg_cron_access",
                "issue_pg_graphql_access",
                "issue_pg_net_access",
                "pgrst_ddl_watch",
                "pgrst_drop_watch");
    }

    @Override
    public Set<Identifier> excludedSchemas() {
        return Provider.names(
                "auth",
                "storage",
                "supabase_functions",
                "cron",
                "realtime",
                "supabase_migrations",
                "net",
                "_supabase",
                "graphql",
                "graphql_public",
                "vault",
                "pgbouncer");
    }

    @Override
    public Set<Identifier> excludedExtensions() {
        return Provider.names(
                "pg_net",
                "pg_graphql",
                "pg_repack",
                "http",
                "pg_stat_monitor",
                "pgstattuple",
                "pgsodium",
                "supabase_vault");
    }
}
