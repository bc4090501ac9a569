package dev.planetfall.migration.copy;

import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Row;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.SqlLiteral;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Carries owners, comments and rights of large objects, as far as the target has the roles. The role of the migration never gives
 * away what it could not reach afterwards, and takes no right from anybody.
 */
final class LargeObjectProperties {
    private static final String OWNERS = """
            SELECT m.oid, pg_get_userbyid(m.lomowner) AS owner, obj_description(m.oid, 'pg_largeobject') AS comment
            FROM pg_largeobject_metadata m WHERE m.oid > ?::bigint::oid AND m.oid <= ?::bigint::oid
            """;

    private static final String GRANTS = """
            SELECT m.oid, x.grantee <> 0 AS named, pg_get_userbyid(x.grantee) AS role, x.privilege_type AS privilege,
                   x.is_grantable AS grantable
            FROM pg_largeobject_metadata m, aclexplode(m.lomacl) x
            WHERE m.lomacl IS NOT NULL AND x.grantee <> m.lomowner
              AND m.oid > ?::bigint::oid AND m.oid <= ?::bigint::oid
            """;

    private final Session source;
    private final Session target;
    private final Set<String> known;
    private final Set<String> reachable;

    LargeObjectProperties(Session source, Session target) {
        this.source = source;
        this.target = target;
        known = Set.copyOf(target.query("SELECT rolname FROM pg_roles", row -> row.text("rolname")));
        // Before version 16 whoever is a member may also hand over.
        String handOver = new Catalog(target).version().isAtLeast(16) ? "SET" : "MEMBER";
        reachable = Set.copyOf(target.query(
                "SELECT rolname FROM pg_roles WHERE pg_has_role(oid, 'USAGE') AND pg_has_role(oid, '" + handOver + "')",
                row -> row.text("rolname")));
    }

    /** For the objects of the ledger behind one number and up to another. */
    void carry(long after, long last, Set<Long> ours) {
        Map<Long, Owned> wanted = owned(source, after, last);
        Map<Long, Owned> present = owned(target, after, last);
        List<String> statements = new ArrayList<>();
        wanted.forEach((oid, owned) -> {
            if (ours.contains(oid) && present.containsKey(oid)) {
                statements.addAll(difference(oid, owned, present.get(oid)));
            }
        });
        Set<Granted> missing = new HashSet<>(source.query(GRANTS, Granted::of, after, last));
        missing.removeIf(grant -> !ours.contains(grant.oid())
                || !present.containsKey(grant.oid())
                || grant.role().filter(role -> !known.contains(role)).isPresent());
        if (!missing.isEmpty()) {
            missing.removeAll(Set.copyOf(target.query(GRANTS, Granted::of, after, last)));
            missing.forEach(grant -> statements.add(grant.statement()));
        }
        if (!statements.isEmpty()) {
            target.inTransaction(() -> {
                target.execute(String.join(";\n", statements));
                return true;
            });
        }
    }

    private List<String> difference(long oid, Owned wanted, Owned present) {
        List<String> statements = new ArrayList<>();
        if (!wanted.comment().equals(present.comment())) {
            statements.add("COMMENT ON LARGE OBJECT " + oid + " IS "
                    + wanted.comment().map(SqlLiteral::quote).orElse("NULL"));
        }
        if (!wanted.owner().equals(present.owner()) && reachable.contains(wanted.owner())) {
            statements.add("ALTER LARGE OBJECT " + oid + " OWNER TO " + new Identifier(wanted.owner()).quoted());
        }
        return statements;
    }

    private static Map<Long, Owned> owned(Session session, long after, long last) {
        Map<Long, Owned> owned = new HashMap<>();
        session.query(OWNERS, row -> owned.put(row.number("oid"), Owned.of(row)), after, last);
        return owned;
    }

    private record Owned(String owner, Optional<String> comment) {
        static Owned of(Row row) {
            return new Owned(row.text("owner"), row.optionalText("comment"));
        }
    }

    /** @param role empty for everybody */
    private record Granted(long oid, Optional<String> role, String privilege, boolean grantable) {
        static Granted of(Row row) {
            return new Granted(
                    row.number("oid"),
                    row.flag("named") ? row.optionalText("role") : Optional.empty(),
                    row.text("privilege"),
                    row.flag("grantable"));
        }

        String statement() {
            return "GRANT " + privilege + " ON LARGE OBJECT " + oid + " TO "
                    + role.map(name -> new Identifier(name).quoted()).orElse("PUBLIC")
                    + (grantable ? " WITH GRANT OPTION" : "");
        }
    }
}
