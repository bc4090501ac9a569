package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.Session;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Whether one server answers every connection to an address. Behind a load balancer or a reader endpoint it is now one and
 * now another, and a replication slot or a snapshot that was made on the first is unknown to the next. Told by several
 * connections, the cluster's identifier and when the answering server was started; its own number may vary.
 */
final class OneServerCheck implements Check {
    private static final int CONNECTIONS = 4;

    @Override
    public CheckName name() {
        return new CheckName(
                "one-server", Messages.text("check.one-server.one-server-behind-each-address"), CheckGroup.CONNECTION);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        boolean source = report(context, Side.SOURCE, findings);
        boolean target = report(context, Side.TARGET, findings);
        if (!source && !target) {
            findings.accept(
                    Finding.passed(id(), Messages.text("check.one-server.each-address-leads-to-one", CONNECTIONS)));
        }
    }

    private boolean report(MigrationContext context, Side side, Consumer<Finding> findings) {
        Map<Server, String> servers = new TreeMap<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            context.throwIfCancelled();
            context.database(side).withReadOnlySession(session -> answer(session, servers));
        }
        if (servers.size() == 1) {
            return false;
        }
        findings.accept(Finding.blocker(
                        id(),
                        Messages.plural(
                                "check.one-server.the-address-leads-to-servers",
                                servers.size(),
                                side.label(),
                                context.plan().settings(side).host(),
                                CONNECTIONS),
                        Messages.text(
                                context.plan().method().replicates()
                                        ? "check.one-server.what-replication-remembers-is-on"
                                        : "check.one-server.all-sessions-of-a-copy"))
                .withDetails(servers.entrySet().stream()
                        .map(entry -> Messages.text(
                                "check.one-server.server-at-started",
                                entry.getKey().identifier(),
                                entry.getValue(),
                                entry.getKey().started()))
                        .toList()));
        return true;
    }

    private static boolean answer(Session session, Map<Server, String> servers) {
        return session.queryOne("""
                SELECT system_identifier::text AS identifier, pg_postmaster_start_time()::text AS started,
                       coalesce(host(inet_server_addr()), 'an unknown address') AS address
                FROM pg_control_system()
                """, row -> {
            servers.put(new Server(row.text("identifier"), row.text("started")), row.text("address"));
            return true;
        });
    }

    private record Server(String identifier, String started) implements Comparable<Server> {
        @Override
        public int compareTo(Server other) {
            return (identifier + started).compareTo(other.identifier + other.started);
        }
    }
}
