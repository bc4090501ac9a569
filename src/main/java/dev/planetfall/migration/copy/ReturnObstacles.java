package dev.planetfall.migration.copy;

import dev.planetfall.migration.Listing;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.freeze.FreezeMeans;
import dev.planetfall.migration.freeze.FreezeRight;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.RoleFacts;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.SqlState;
import java.util.ArrayList;
import java.util.List;

/** What keeps the subscriber of a context from replicating back to its publisher, asked of both servers and found out by trying. */
public final class ReturnObstacles {
    private static final int NAMED = 3;

    /** Another one's role must be taken on to apply changes to its tables since version 16, see CREATE SUBSCRIPTION. */
    private static final String OUT_OF_REACH = """
            SELECT n.nspname AS schema, c.relname AS name
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'r' AND c.relpersistence = 'p' AND %s AND %s ORDER BY 1, 2
            """;

    private final MigrationContext context;
    private final MigrationContext back;
    private final List<Obstacle> found = new ArrayList<>();

    private ReturnObstacles(MigrationContext context) {
        this.context = context;
        back = context.reversed();
    }

    /**
     * One thing that stands in the way.
     *
     * @param sentence what it is
     * @param advice what removes it
     */
    public record Obstacle(String sentence, String advice) {}

    /** All that were found, the most basic first; empty when there can be a way back. Changes nothing. */
    public static List<Obstacle> of(MigrationContext context) {
        ReturnObstacles obstacles = new ReturnObstacles(context);
        obstacles.ofPublisher();
        obstacles.ofSubscriber();
        obstacles.ofFreeze(context);
        obstacles.ofFreeze(obstacles.back);
        return List.copyOf(obstacles.found);
    }

    private void ofPublisher() {
        back.source().withReadOnlySession(session -> {
            ofSettings(session);
            RoleFacts role = new Catalog(session).role();
            if (!role.mayReplicate()) {
                add(
                        "role " + role.name() + " may not replicate from " + from() + ".",
                        "Connect as a role with REPLICATION" + (isPlanetScale() ? ", such as the default role." : "."));
            }
            return true;
        });
        List<QualifiedName> keyless = ReturnTables.withoutIdentity(context);
        if (!keyless.isEmpty()) {
            add(
                    "without a replica identity, updates of these tables would fail on " + from() + ": "
                            + Listing.of(keyless, NAMED) + ".",
                    "Give each a primary key or REPLICA IDENTITY FULL there.");
        }
    }

    private void ofSettings(Session session) {
        String level = new Catalog(session).setting("wal_level").orElse("unknown");
        if (!level.equals("logical")) {
            add(
                    "wal_level of " + from() + " is " + level + ".",
                    isPlanetScale()
                            ? "Set it to logical in the dashboard under Clusters, Parameters; the servers restart."
                            : "Set it to logical, and restart the server.");
        }
        free(session, "max_replication_slots", "pg_replication_slots", "replication slot");
        free(session, "max_wal_senders", "pg_stat_replication", "WAL sender");
    }

    private void free(Session session, String setting, String taken, String what) {
        Identifier own = back.plan().names().slot();
        boolean free = session.queryOne(
                "SELECT current_setting(?)::int > (SELECT count(*) FROM " + taken + " WHERE "
                        + (taken.equals("pg_replication_slots") ? "slot_name" : "application_name")
                        + " IS DISTINCT FROM ?) AS free",
                row -> row.flag("free"),
                setting,
                own);
        if (!free) {
            add("no " + what + " is free on " + from() + ".", "Raise " + setting + " there, or end what uses them.");
        }
    }

    private void ofSubscriber() {
        try {
            Subscription.tryToCreate(back);
        } catch (DatabaseException e) {
            add(refused(e), advice(e));
            return;
        }
        List<QualifiedName> closed = context.source().withReadOnlySession(this::outOfReach);
        if (!closed.isEmpty()) {
            add(
                    "role " + back.plan().target().user() + " may not write to tables of other roles on " + to()
                            + ", as replication must: " + Listing.of(closed, NAMED) + ".",
                    "Connect there as their owner, or let an administrator make the role a member of the owners.");
        }
    }

    /** A roll back stops writers on one server, and the next cutover on the other. What applies changes needs the rights of those. */
    private void ofFreeze(MigrationContext either) {
        FreezeRight right = either.source().withReadOnlySession(FreezeRight::of);
        if (!right.leavesReplication()) {
            add(
                    "role " + right.role() + " cannot stop the writers of "
                            + either.actual(Side.SOURCE).named()
                            + (right.means() == FreezeMeans.RIGHTS
                                    ? " but by taking rights from everybody that replication needs, too: "
                                    : ": ")
                            + right.reason() + ".",
                    right.advice());
        }
    }

    private List<QualifiedName> outOfReach(Session session) {
        boolean takesRoles = new Catalog(session).version().isAtLeast(16);
        String closed = takesRoles ? "NOT pg_has_role(c.relowner, 'SET')" : "NOT pg_has_role(c.relowner, 'USAGE')";
        return session
                .query(OUT_OF_REACH.formatted(Catalog.USER_SCHEMAS, closed), row -> row.qualifiedName("schema", "name"))
                .stream()
                .filter(context.plan().scope()::includes)
                .toList();
    }

    private String refused(DatabaseException e) {
        String said = e.getMessage().lines().findFirst().orElse("").replaceFirst("^ERROR: ", "");
        return e.state().equals(SqlState.INSUFFICIENT_PRIVILEGE)
                ? "role " + back.plan().target().user() + " may not subscribe on " + to() + " (" + said + ")."
                : to() + " cannot subscribe to " + from() + ": " + said;
    }

    private String advice(DatabaseException e) {
        if (!e.state().equals(SqlState.INSUFFICIENT_PRIVILEGE)) {
            return "Let " + to() + " reach " + from() + " at "
                    + back.plan().source().host() + " port "
                    + back.plan().source().port() + ".";
        }
        boolean grantable = back.target()
                .withReadOnlySession(session -> new Catalog(session).version())
                .isAtLeast(16);
        return grantable
                ? "Let an administrator run GRANT pg_create_subscription TO "
                        + new Identifier(back.plan().target().user()).quoted() + " there."
                : "Before version 16 only an administrator may: connect there as one.";
    }

    private void add(String sentence, String advice) {
        found.add(new Obstacle(sentence, advice));
    }

    private boolean isPlanetScale() {
        return back.actual(Side.SOURCE) == Side.TARGET;
    }

    private String from() {
        return back.actual(Side.SOURCE).named();
    }

    private String to() {
        return back.actual(Side.TARGET).named();
    }
}
