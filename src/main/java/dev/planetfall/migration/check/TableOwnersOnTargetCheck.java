package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Session;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Whether the role of PlanetScale may act as the owner of each table that is there already. A subscription writes into a
 * table as the table's owner; where its own role may not become that owner, the copy of the table fails.
 *
 * @see <a href="https://www.postgresql.org/docs/current/logical-replication-security.html">Rights of a subscription</a>
 */
final class TableOwnersOnTargetCheck implements Check {
    /** Before version 16 there was no right of its own to become another role. */
    private static final int KNOWS_SET = 16;

    private static final String OTHERS = """
            SELECT n.nspname AS schema, c.relname AS name, r.rolname AS owner, r.rolsuper AS superuser,
                   pg_has_role(c.relowner, 'MEMBER') AS member,
                   pg_has_role(c.relowner, 'MEMBER WITH ADMIN OPTION') AS grantable
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_roles r ON r.oid = c.relowner
            WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND %s AND NOT pg_has_role(c.relowner, '%s')
            ORDER BY 1, 2
            """;

    @Override
    public CheckName name() {
        return new CheckName(
                "table-owners-on-target",
                Messages.text("check.table-owners-on-target.owners-of-the-tables-on"),
                CheckGroup.PERMISSIONS);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        Scope scope = context.plan().scope();
        Set<QualifiedName> wanted =
                context.source().withReadOnlySession(session -> new Catalog(session).tables()).stream()
                        .filter(table -> !table.extensionMember())
                        .map(table -> table.name())
                        .filter(scope::includes)
                        .collect(Collectors.toSet());
        context.target().withReadOnlySession(session -> {
            Identifier role = session.queryOne("SELECT current_user AS role", row -> row.identifier("role"));
            List<Other> others = others(session).stream()
                    .filter(other -> wanted.contains(other.table()))
                    .toList();
            findings.accept(
                    others.isEmpty()
                            ? Finding.passed(
                                    id(), Messages.text("check.table-owners-on-target.role-may-act-as-the", role))
                            : refused(role, others));
            return true;
        });
    }

    private static List<Other> others(Session session) {
        String right = new Catalog(session).version().isAtLeast(KNOWS_SET) ? "SET" : "MEMBER";
        return session.query(
                OTHERS.formatted(Catalog.USER_SCHEMAS, right),
                row -> new Other(
                        row.qualifiedName("schema", "name"),
                        new Owner(
                                row.identifier("owner"),
                                row.flag("superuser"),
                                row.flag("member"),
                                row.flag("grantable"))));
    }

    private Finding refused(Identifier role, List<Other> others) {
        Finding finding = Finding.blocker(
                        id(),
                        Messages.plural(
                                "check.table-owners-on-target.role-may-not-act-as",
                                others.size(),
                                role,
                                Listing.of(others.stream().map(Other::table).toList())),
                        Messages.text("check.table-owners-on-target.copying-rows-into-them-would"))
                .withDetails(others.stream().map(Other::toString).toList());
        List<Owner> owners = others.stream().map(Other::owner).distinct().toList();
        return owners.stream().anyMatch(Owner::superuser) ? finding : finding.withRemedy(remedy(role, owners));
    }

    private static Remedy remedy(Identifier role, List<Owner> owners) {
        Remedy remedy = new Remedy(
                Side.TARGET,
                lines(
                        owners,
                        owner -> "GRANT " + owner.name().quoted() + " TO " + role.quoted() + owner.option() + ";"),
                Messages.text("check.table-owners-on-target.the-role-may-do-on"),
                lines(
                        owners,
                        owner -> "REVOKE " + owner.back() + owner.name().quoted() + " FROM " + role.quoted() + ";"));
        return owners.stream().allMatch(Owner::grantable) ? remedy : remedy.byAdministrator();
    }

    private static String lines(List<Owner> owners, Function<Owner, String> statement) {
        return owners.stream().map(statement).collect(Collectors.joining("\n"));
    }

    /**
     * @param member whether the role is a member already, but without the right to become the owner
     * @param grantable whether the role may make itself one; it then gives a membership of its own, beside the first
     */
    private record Owner(Identifier name, boolean superuser, boolean member, boolean grantable) {
        String option() {
            return member ? " WITH SET TRUE" : "";
        }

        String back() {
            return member && !grantable ? "SET OPTION FOR " : "";
        }
    }

    private record Other(QualifiedName table, Owner owner) {
        @Override
        public String toString() {
            return Messages.text("check.table-owners-on-target.of", table, owner.name());
        }
    }
}
