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
import dev.planetfall.postgres.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Policies that filter rows name roles. A policy cannot be made on a server without its roles, and the table is then closed
 * to everybody but its owner.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createpolicy.html">CREATE POLICY</a>
 */
final class RowSecurityPoliciesCheck implements Check {
    private static final String POLICIES = """
            SELECT n.nspname AS schema, c.relname AS name, p.polname AS policy,
                   ARRAY(SELECT r.rolname::text FROM pg_roles r WHERE r.oid = ANY (p.polroles) ORDER BY 1) AS roles
            FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE %s AND %s ORDER BY 1, 2, 3
            """.formatted(Catalog.USER_SCHEMAS, Spotted.NOT_OF_EXTENSION);

    private static final String ROLES = """
            SELECT rolname AS role, (SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user) AS may_create
            FROM pg_roles
            """;

    @Override
    public CheckName name() {
        return new CheckName(
                "row-security-policies",
                Messages.text("check.row-security-policies.roles-that-policies-name"),
                CheckGroup.AFTER_THE_MOVE);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        Scope scope = context.plan().scope();
        List<Policy> policies =
                context.source().withReadOnlySession(session -> session.query(POLICIES, Policy::of)).stream()
                        .filter(policy -> scope.includes(policy.table()))
                        .toList();
        findings.accept(context.target().withReadOnlySession(session -> {
            Map<String, Boolean> there = new HashMap<>();
            session.query(ROLES, row -> there.put(row.text("role"), row.flag("may_create")));
            return policies.isEmpty()
                    ? Finding.passed(id(), Messages.text("check.row-security-policies.no-table-in-scope-has"))
                    : judge(policies, there.keySet(), there.containsValue(true));
        }));
    }

    private Finding judge(List<Policy> policies, Set<String> there, boolean mayCreate) {
        List<String> missing = policies.stream()
                .flatMap(policy -> policy.roles().stream())
                .filter(role -> !there.contains(role))
                .distinct()
                .sorted()
                .toList();
        List<String> lines = policies.stream().map(Policy::line).toList();
        if (missing.isEmpty()) {
            return Finding.note(
                            id(),
                            Messages.plural("check.row-security-policies.policies-for-rows-will-work", policies.size()),
                            Messages.text("check.row-security-policies.they-do-not-bind-the"))
                    .withDetails(lines);
        }
        Remedy remedy = new Remedy(
                Side.TARGET,
                lines(missing, role -> "CREATE ROLE " + role.quoted() + " NOLOGIN;"),
                Messages.text("check.row-security-policies.makes-roles-on-planetscale-that"),
                lines(missing, role -> "DROP ROLE " + role.quoted() + ";"));
        return Finding.blocker(
                        id(),
                        Messages.plural(
                                "check.row-security-policies.policies-of-the-source-are",
                                missing.size(),
                                Listing.of(missing)),
                        Messages.text("check.row-security-policies.these-policies-could-not-be"))
                .withDetails(lines)
                .withRemedy(mayCreate ? remedy : remedy.byAdministrator());
    }

    private static String lines(List<String> roles, Function<Identifier, String> statement) {
        return roles.stream().map(Identifier::new).map(statement).collect(Collectors.joining("\n"));
    }

    private record Policy(QualifiedName table, String name, List<String> roles) {
        static Policy of(Row row) {
            return new Policy(row.qualifiedName("schema", "name"), row.text("policy"), row.texts("roles"));
        }

        String line() {
            return roles.isEmpty()
                    ? Messages.text("check.row-security-policies.policy-for-everybody", table, name)
                    : Messages.text("check.row-security-policies.policy-for", table, name, String.join(", ", roles));
        }
    }
}
