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
import dev.planetfall.postgres.RoleFacts;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.Table;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether the roles may make a publication of these tables on the source and a subscription on PlanetScale. */
final class SubscriptionRightCheck implements ReplicationCheck {
    @Override
    public CheckName name() {
        return new CheckName(
                "subscription-right",
                Messages.text("check.subscription-right.rights-to-publish-and-subscribe"),
                CheckGroup.PERMISSIONS);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        AtomicBoolean complete = new AtomicBoolean(true);
        Consumer<Finding> missing = finding -> {
            complete.set(false);
            findings.accept(finding);
        };
        context.source()
                .withReadOnlySession(session -> source(session, context.plan().scope(), missing));
        context.target().withReadOnlySession(session -> target(session, missing));
        if (complete.get()) {
            findings.accept(Finding.passed(id(), Messages.text("check.subscription-right.the-roles-may-publish-the")));
        }
    }

    private boolean source(Session session, Scope scope, Consumer<Finding> missing) {
        Catalog catalog = new Catalog(session);
        RoleFacts role = catalog.role();
        if (!role.mayCreateInDatabase()) {
            missing.accept(createMissing(Side.SOURCE, session, role));
        }
        List<Table> foreign = catalog.tables().stream()
                .filter(table -> !table.owned() && !table.extensionMember() && table.kind() != Table.Kind.UNLOGGED)
                .filter(table -> scope.includes(table.name()))
                .toList();
        if (!foreign.isEmpty()) {
            List<QualifiedName> names = foreign.stream().map(Table::name).toList();
            Finding finding = Finding.blocker(
                            id(),
                            Messages.plural(
                                    "check.subscription-right.role-does-not-own-tables",
                                    foreign.size(),
                                    role.name(),
                                    Listing.of(names)),
                            Messages.text("check.subscription-right.connect-as-their-owner-or"))
                    .withDetails(names.stream().map(QualifiedName::toString).toList());
            List<Identifier> owners = owners(session, names);
            missing.accept(owners.isEmpty() ? finding : finding.withRemedy(membership(owners, role.name())));
        }
        return foreign.isEmpty();
    }

    /** Without superusers: nobody should become a member of one for this. */
    private static List<Identifier> owners(Session session, List<QualifiedName> tables) {
        return session.query(
                """
                SELECT DISTINCT r.rolname AS owner
                FROM unnest(?::text[], ?::text[]) AS names (s, t)
                JOIN pg_namespace n ON n.nspname = names.s
                JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = names.t
                JOIN pg_roles r ON r.oid = c.relowner AND NOT r.rolsuper ORDER BY 1
                """,
                row -> row.identifier("owner"),
                tables.stream().map(table -> table.schema().name()).toList(),
                tables.stream().map(table -> table.name().name()).toList());
    }

    private static Remedy membership(List<Identifier> owners, Identifier role) {
        return new Remedy(
                Side.SOURCE,
                lines(owners, owner -> "GRANT " + owner.quoted() + " TO " + role.quoted() + ";"),
                Messages.text("check.subscription-right.only-an-administrator-of-the-source"),
                lines(owners, owner -> "REVOKE " + owner.quoted() + " FROM " + role.quoted() + ";"));
    }

    private static String lines(List<Identifier> owners, Function<Identifier, String> statement) {
        return owners.stream().map(statement).collect(Collectors.joining("\n"));
    }

    private boolean target(Session session, Consumer<Finding> missing) {
        RoleFacts role = new Catalog(session).role();
        if (!role.mayCreateInDatabase()) {
            missing.accept(createMissing(Side.TARGET, session, role));
        }
        if (!role.maySubscribe()) {
            String grant = "pg_create_subscription";
            missing.accept(Finding.blocker(
                            id(),
                            Messages.text("check.subscription-right.role-may-not-subscribe-on", role.name()),
                            Messages.text("check.subscription-right.connect-as-the-default-role"))
                    .withRemedy(new Remedy(
                            Side.TARGET,
                            "GRANT " + grant + " TO " + role.name().quoted() + ";",
                            Messages.text("check.subscription-right.only-an-administrator-of-the"),
                            "REVOKE " + grant + " FROM " + role.name().quoted() + ";")));
        }
        return role.maySubscribe();
    }

    private Finding createMissing(Side side, Session session, RoleFacts role) {
        Identifier database =
                session.queryOne("SELECT current_database() AS database", row -> row.identifier("database"));
        String right = "CREATE ON DATABASE " + database.quoted();
        return Finding.blocker(
                        id(),
                        Messages.text(
                                "check.subscription-right.role-may-create-nothing-in",
                                role.name(),
                                side.label(),
                                database),
                        Messages.text("check.subscription-right.connect-as-the-owner-of"))
                .withRemedy(new Remedy(
                        side,
                        "GRANT " + right + " TO " + role.name().quoted() + ";",
                        Messages.text("check.subscription-right.only-the-owner-of-the"),
                        "REVOKE " + right + " FROM " + role.name().quoted() + ";"));
    }
}
