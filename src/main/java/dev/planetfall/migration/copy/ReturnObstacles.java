package dev.planetfall.migration.copy;

import dev.planetfall.language.Messages;
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
                        Messages.text("copy.return-obstacles.role-may-not-replicate-from", role.name(), from()),
                        Messages.text(
                                isPlanetScale()
                                        ? "copy.return-obstacles.connect-as-a-role-with"
                                        : "copy.return-obstacles.connect-as-a-role-with-replication"));
            }
            return true;
        });
        List<QualifiedName> keyless = ReturnTables.withoutIdentity(context);
        if (!keyless.isEmpty()) {
            add(
                    Messages.text(
                            "copy.return-obstacles.without-a-replica-identity-updates",
                            from(),
                            Listing.of(keyless, NAMED)),
                    Messages.text("copy.return-obstacles.give-each-a-primary-key"));
        }
    }

    private void ofSettings(Session session) {
        String level = new Catalog(session).setting("wal_level").orElse("unknown");
        if (!level.equals("logical")) {
            add(
                    Messages.text("copy.return-obstacles.wal-level-of-is", from(), level),
                    Messages.text(
                            isPlanetScale()
                                    ? "copy.return-obstacles.set-it-to-logical-in"
                                    : "copy.return-obstacles.set-it-to-logical-and"));
        }
        free(
                session,
                "max_replication_slots",
                "pg_replication_slots",
                Messages.text("copy.return-obstacles.replication-slot"));
        free(session, "max_wal_senders", "pg_stat_replication", Messages.text("copy.return-obstacles.wal-sender"));
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
            add(
                    Messages.text("copy.return-obstacles.no-is-free-on", what, from()),
                    Messages.text("copy.return-obstacles.raise-there-or-end-what", setting));
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
                    Messages.text(
                            "copy.return-obstacles.role-may-not-write-to",
                            back.plan().target().user(),
                            to(),
                            Listing.of(closed, NAMED)),
                    Messages.text("copy.return-obstacles.connect-there-as-their-owner"));
        }
    }

    /** A roll back stops writers on one server, and the next cutover on the other. What applies changes needs the rights of those. */
    private void ofFreeze(MigrationContext either) {
        FreezeRight right = either.source().withReadOnlySession(FreezeRight::of);
        if (!right.leavesReplication()) {
            add(
                    Messages.text(
                            right.means() == FreezeMeans.RIGHTS
                                    ? "copy.return-obstacles.role-cannot-stop-the-writers"
                                    : "copy.return-obstacles.role-cannot-stop-the-writers-of",
                            right.role(),
                            either.actual(Side.SOURCE).named(),
                            right.reason()),
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
                ? Messages.text(
                        "copy.return-obstacles.role-may-not-subscribe-on",
                        back.plan().target().user(),
                        to(),
                        said)
                : Messages.text("copy.return-obstacles.cannot-subscribe-to", to(), from(), said);
    }

    private String advice(DatabaseException e) {
        if (!e.state().equals(SqlState.INSUFFICIENT_PRIVILEGE)) {
            return Messages.text(
                    "copy.return-obstacles.let-reach-at-port",
                    to(),
                    from(),
                    back.plan().source().host(),
                    back.plan().source().port());
        }
        boolean grantable = back.target()
                .withReadOnlySession(session -> new Catalog(session).version())
                .isAtLeast(16);
        return grantable
                ? Messages.text(
                        "copy.return-obstacles.let-an-administrator-run-grant",
                        new Identifier(back.plan().target().user()).quoted())
                : Messages.text("copy.return-obstacles.before-version-16-only-an");
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
