package dev.planetfall.migration.watch;

import dev.planetfall.postgres.Conninfo;
import dev.planetfall.postgres.SqlLiteral;
import dev.planetfall.testing.ServerLog;
import dev.planetfall.testing.TwoPostgres;

/** One table that replicates by PostgreSQL's own means, whatever the definitions on the two servers. Closed, nothing is left of it. */
final class SmallSubscription implements AutoCloseable {
    static final String SLOT = "small_slot";

    private final TwoPostgres servers;
    private final ServerLog log;

    private SmallSubscription(TwoPostgres servers) {
        this.servers = servers;
        log = ServerLog.fromNowOn(servers.targetServer());
    }

    /** @param options of the connection, such as {@code -c wal_sender_timeout=2s} */
    static SmallSubscription of(TwoPostgres servers, String source, String target, String options) {
        SmallSubscription made = new SmallSubscription(servers);
        made.source(source + "; CREATE PUBLICATION small FOR TABLE item");
        made.target(target);
        String conninfo = Conninfo.forSubscription(servers.sourceSettings(), "small") + " options='" + options + "'";
        made.target("CREATE SUBSCRIPTION small CONNECTION " + SqlLiteral.quote(conninfo)
                + " PUBLICATION small WITH (copy_data = false, slot_name = " + SLOT + ")");
        return made;
    }

    static SmallSubscription of(TwoPostgres servers, String source, String target) {
        return of(servers, source, target, "");
    }

    void source(String sql) {
        servers.sourceDatabase().useSession(session -> session.execute(sql));
    }

    void target(String sql) {
        servers.targetDatabase().useSession(session -> session.execute(sql));
    }

    /** Returns when the target reads from the slot, or does not any more. */
    void awaitActive(boolean active) {
        servers.sourceAdmin().useSession(session -> {
            while (session.queryOne(
                            "SELECT active FROM pg_replication_slots WHERE slot_name = ?",
                            row -> row.flag("active"),
                            SLOT)
                    != active) {
                session.execute("SELECT pg_sleep(0.05)");
            }
        });
    }

    /** The line of the target's log that the catalogue knows as this. */
    String told(String id) {
        return log.await(line -> isKnownAs(id, line));
    }

    static boolean isKnownAs(String id, String line) {
        return ErrorCatalogue.of(line)
                .filter(meaning -> meaning.id().equals(id))
                .isPresent();
    }

    @Override
    public void close() {
        servers.clean();
    }
}
