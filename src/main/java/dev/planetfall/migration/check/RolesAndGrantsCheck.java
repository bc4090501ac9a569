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
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Roles that may use what is in scope, and what they may do. The schema is copied without owners and rights, so that on
 * PlanetScale everything belongs to the role of the migration and nobody else may use it. Passwords are never read.
 */
final class RolesAndGrantsCheck implements Check {
    private static final String ROLES = """
            SELECT o.rolname AS role, o.rolcanlogin AS may_log_in,
                   ARRAY(SELECT r.rolname::text FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid
                         WHERE m.member = o.oid AND %s ORDER BY 1) AS member_of
            FROM pg_roles o ORDER BY 1
            """.formatted(OrdinaryRoles.CONDITION);

    /** Everybody may call a new function; what was taken from everybody must be taken again. */
    private static final String CLOSED = """
            SELECT n.nspname AS schema, p.proname AS name, quote_ident(n.nspname) || '.' || quote_ident(p.proname) || '('
                   || pg_get_function_identity_arguments(p.oid) || ')' AS about
            FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
            WHERE p.proacl IS NOT NULL AND NOT EXISTS (SELECT FROM aclexplode(p.proacl) x WHERE x.grantee = 0) AND %s
              AND NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = 'pg_proc'::regclass AND x.objid = p.oid
                              AND x.deptype = 'e')
            ORDER BY 1, 3
            """.formatted(Catalog.USER_SCHEMAS);

    @Override
    public CheckName name() {
        return new CheckName(
                "roles-and-grants",
                Messages.text("check.roles-and-grants.roles-and-their-rights"),
                CheckGroup.AFTER_THE_MOVE);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        Scope scope = context.plan().scope();
        String own = context.plan().source().user();
        List<Role> known = context.source().withReadOnlySession(session -> session.query(ROLES, Role::of));
        List<Grant> wanted = context.source().withReadOnlySession(session -> Grant.of(session, scope)).stream()
                .filter(grant -> !grant.role().equals(own))
                .toList();
        Set<String> there = context.target().withReadOnlySession(session -> session.query(ROLES, Role::of)).stream()
                .map(Role::name)
                .collect(Collectors.toSet());
        Set<Grant> given = Set.copyOf(context.target().withReadOnlySession(session -> Grant.of(session, scope)));
        List<Grant> missing =
                wanted.stream().filter(grant -> !given.contains(grant)).toList();
        List<String> open = closed(context.source(), scope);
        open.removeAll(closed(context.target(), scope));
        findings.accept(
                missing.isEmpty() && open.isEmpty()
                        ? Finding.passed(id(), Messages.text("check.roles-and-grants.no-role-of-the-source"))
                        : found(missing, open, concerned(missing, known), there));
    }

    private static List<String> closed(Database database, Scope scope) {
        return database.withReadOnlySession(session -> Spotted.inScope(session, scope, CLOSED)).stream()
                .map(Spotted::about)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Those who have rights themselves. */
    private static List<Role> concerned(List<Grant> grants, List<Role> known) {
        Set<String> named = grants.stream().map(Grant::role).collect(Collectors.toSet());
        return known.stream().filter(role -> named.contains(role.name())).toList();
    }

    private Finding found(List<Grant> missing, List<String> open, List<Role> roles, Set<String> there) {
        return Finding.warning(
                        id(),
                        Messages.text("check.roles-and-grants.on-the-source-do-not", who(roles)),
                        Messages.text("check.roles-and-grants.on-planetscale-only-the-role"))
                .withDetails(Stream.concat(
                                roles.stream().map(role -> role.line(missing, there.contains(role.name()))),
                                open.stream()
                                        .map(routine -> Messages.text(
                                                "check.roles-and-grants.everybody-could-call-on-planetscale", routine)))
                        .toList())
                .withRemedy(new Remedy(
                                Side.TARGET,
                                script(missing, open, roles, there),
                                Messages.text("check.roles-and-grants.makes-roles-without-passwords-on"),
                                "")
                        .byAdministrator());
    }

    private static String who(List<Role> roles) {
        return roles.isEmpty()
                ? Messages.text("check.roles-and-grants.rights-of-everybody")
                : Messages.plural(
                        "check.roles-and-grants.rights-of-roles",
                        roles.size(),
                        Listing.of(roles.stream().map(Role::name).toList()));
    }

    private static String script(List<Grant> missing, List<String> open, List<Role> roles, Set<String> there) {
        List<String> names = roles.stream().map(Role::name).toList();
        Stream<String> create =
                roles.stream().filter(role -> !there.contains(role.name())).flatMap(Role::creation);
        Stream<String> members = roles.stream()
                .flatMap(role -> role.memberOf().stream()
                        .filter(names::contains)
                        .map(group -> "GRANT " + new Identifier(group).quoted() + " TO " + role.quoted() + ";"));
        Stream<String> closing = open.stream().map(routine -> "REVOKE EXECUTE ON ROUTINE " + routine + " FROM PUBLIC;");
        return Stream.of(create, members, closing, Grant.statements(missing).stream())
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }

    private record Role(String name, boolean mayLogIn, List<String> memberOf) {
        static Role of(Row row) {
            return new Role(row.text("role"), row.flag("may_log_in"), row.texts("member_of"));
        }

        String quoted() {
            return new Identifier(name).quoted();
        }

        /** A script that is run as it is must not give anybody a password that others can guess. */
        Stream<String> creation() {
            return mayLogIn
                    ? Stream.of(
                            "CREATE ROLE " + quoted() + " LOGIN;",
                            "-- ALTER ROLE " + quoted() + " PASSWORD '<password>';")
                    : Stream.of("CREATE ROLE " + quoted() + " NOLOGIN;");
        }

        String line(List<Grant> grants, boolean there) {
            long objects =
                    grants.stream().filter(grant -> grant.role().equals(name)).count();
            return memberOf.isEmpty()
                    ? (mayLogIn
                            ? Messages.plural(
                                    there
                                            ? "check.roles-and-grants.rights-on-objects-may-log"
                                            : "check.roles-and-grants.rights-on-objects-may-log-in",
                                    objects,
                                    name)
                            : Messages.plural(
                                    there
                                            ? "check.roles-and-grants.rights-on-objects"
                                            : "check.roles-and-grants.rights-on-objects-not-on",
                                    objects,
                                    name))
                    : (mayLogIn
                            ? Messages.plural(
                                    there
                                            ? "check.roles-and-grants.rights-on-objects-member-of"
                                            : "check.roles-and-grants.rights-on-objects-member-of-may",
                                    objects,
                                    name,
                                    String.join(", ", memberOf))
                            : Messages.plural(
                                    there
                                            ? "check.roles-and-grants.rights-on-objects-member-of-2"
                                            : "check.roles-and-grants.rights-on-objects-member-of-not",
                                    objects,
                                    name,
                                    String.join(", ", memberOf)));
        }
    }
}
