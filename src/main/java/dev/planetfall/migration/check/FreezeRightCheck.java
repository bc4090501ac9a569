package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.freeze.FreezeMeans;
import dev.planetfall.migration.freeze.FreezeRight;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Session;
import java.util.List;
import java.util.function.Consumer;

/**
 * Whether the role of the source may stop writers: make the database read-only, or each role that connects, or take away the right to
 * write to the tables; and end the sessions of others.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-alterdatabase.html">ALTER DATABASE</a>
 */
final class FreezeRightCheck implements Check {
    private static final String OWNER = """
            SELECT d.datname AS database, o.rolname AS owner, o.rolsuper AS superuser
            FROM pg_database d JOIN pg_roles o ON o.oid = d.datdba WHERE d.datname = current_database()
            """;

    /** Of sessions that a role may not look into it is told whose they are, and nothing else. A superuser's are left alone. */
    private static final String OUT_OF_REACH = """
            SELECT DISTINCT r.rolname AS role FROM pg_stat_activity a JOIN pg_roles r ON r.oid = a.usesysid
            WHERE a.datname = current_database() AND coalesce(a.backend_type, 'client backend') = 'client backend'
              AND NOT r.rolsuper AND NOT pg_has_role(r.oid, 'USAGE')
              AND NOT (pg_has_role('pg_signal_backend', 'USAGE') AND pg_has_role('pg_read_all_stats', 'USAGE'))
            ORDER BY 1
            """;

    @Override
    public CheckName name() {
        return new CheckName(
                "freeze-right", Messages.text("check.freeze-right.right-to-stop-writes-on"), CheckGroup.PERMISSIONS);
    }

    @Override
    public boolean concerns(Method method) {
        return method.stopsWriters();
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        Method method = context.plan().method();
        context.source().withReadOnlySession(session -> {
            findings.accept(ownership(session, method));
            List<Identifier> others = session.query(OUT_OF_REACH, row -> row.identifier("role"));
            if (!others.isEmpty()) {
                findings.accept(outOfReach(session, others));
            }
            return true;
        });
    }

    private Finding ownership(Session session, Method method) {
        FreezeRight right = FreezeRight.of(session);
        return session.queryOne(OWNER, row -> {
            Identifier role = right.role();
            String writes = Messages.text("check.freeze-right.stop-writes-to-database", row.identifier("database"));
            if (right.means() != FreezeMeans.NONE) {
                return Finding.passed(
                        id(), Messages.text("check.freeze-right.role-may", role, writes, how(right.means())));
            }
            Finding finding = refused(
                    method,
                    Messages.text("check.freeze-right.role-may-not", role, writes, right.reason()),
                    right.advice());
            return row.flag("superuser") || right.owner()
                    ? finding
                    : finding.withRemedy(membership(role, row.identifier("owner")));
        });
    }

    private static String how(FreezeMeans means) {
        return switch (means) {
            case ROLES -> Messages.text("check.freeze-right.by-a-setting-of-each");
            case RIGHTS -> Messages.text("check.freeze-right.by-taking-the-right-to");
            case DATABASE, NONE -> "";
        };
    }

    /** Where replication runs until the cutover, there is time to mend it; a dump begins with it. */
    private Finding refused(Method method, String sentence, String advice) {
        return method.replicates()
                ? Finding.warning(
                        id(), sentence, Messages.text("check.freeze-right.the-cutover-would-be-refused", advice))
                : Finding.blocker(
                        id(),
                        sentence,
                        Messages.text(
                                "check.freeze-right.or-stop-the-application-yourself",
                                advice,
                                Method.STALE_COPY.title()));
    }

    private static Remedy membership(Identifier role, Identifier owner) {
        return new Remedy(
                        Side.SOURCE,
                        "GRANT " + owner.quoted() + " TO " + role.quoted() + ";",
                        Messages.text("check.freeze-right.only-an-administrator-of-the"),
                        "REVOKE " + owner.quoted() + " FROM " + role.quoted() + ";")
                .byAdministrator();
    }

    private Finding outOfReach(Session session, List<Identifier> others) {
        Identifier role = session.queryOne("SELECT current_user AS role", row -> row.identifier("role"));
        return Finding.warning(
                        id(),
                        Messages.plural(
                                "check.freeze-right.role-may-not-see-and", others.size(), role, Listing.of(others)),
                        Messages.text("check.freeze-right.they-could-go-on-writing"))
                .withRemedy(new Remedy(
                                Side.SOURCE,
                                "GRANT pg_signal_backend, pg_read_all_stats TO " + role.quoted() + ";",
                                Messages.text("check.freeze-right.the-role-may-see-what"),
                                "REVOKE pg_signal_backend, pg_read_all_stats FROM " + role.quoted() + ";")
                        .byAdministrator());
    }
}
