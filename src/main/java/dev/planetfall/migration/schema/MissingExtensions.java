package dev.planetfall.migration.schema;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.postgres.Session;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What on the source belongs to extensions that the target lacks. Both servers are asked when the first failure needs it. */
final class MissingExtensions {
    private static final String EXTENSIONS = "SELECT extname FROM pg_catalog.pg_extension";

    /** As statements write them: every name in quotes, and in its schema where it has one. */
    private static final String MEMBERS = """
            SELECT e.extname, w.words
            FROM pg_depend d
            JOIN pg_extension e ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid AND d.deptype = 'e'
            CROSS JOIN LATERAL (
              SELECT quote_ident(n.nspname) || '.' || quote_ident(t.typname) AS words
              FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
              WHERE d.classid = 'pg_type'::regclass AND t.oid = d.objid
              UNION ALL
              SELECT quote_ident(n.nspname) || '.' || quote_ident(p.proname)
              FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
              WHERE d.classid = 'pg_proc'::regclass AND p.oid = d.objid
              UNION ALL
              SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname)
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE d.classid = 'pg_class'::regclass AND c.oid = d.objid
              UNION ALL
              SELECT quote_ident(n.nspname) || '.' || quote_ident(o.opcname)
              FROM pg_opclass o JOIN pg_namespace n ON n.oid = o.opcnamespace
              WHERE d.classid = 'pg_opclass'::regclass AND o.oid = d.objid
              UNION ALL
              SELECT 'USING ' || quote_ident(a.amname)
              FROM pg_am a WHERE d.classid = 'pg_am'::regclass AND a.oid = d.objid
              UNION ALL
              SELECT 'LANGUAGE ' || quote_ident(l.lanname)
              FROM pg_language l WHERE d.classid = 'pg_language'::regclass AND l.oid = d.objid) w
            """;

    private final MigrationContext context;
    private Optional<Map<String, String>> members = Optional.empty();

    MissingExtensions(MigrationContext context) {
        this.context = context;
    }

    /** The name of an extension that the target lacks and of which the statement names a member. */
    Optional<String> neededBy(String sql) {
        if (members.isEmpty()) {
            members = Optional.of(read());
        }
        return members.get().entrySet().stream()
                .filter(member -> sql.contains(member.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private Map<String, String> read() {
        Set<String> there = context.target()
                .withReadOnlySession(session -> new HashSet<>(session.query(EXTENSIONS, row -> row.text("extname"))));
        return context.source().withReadOnlySession(session -> read(session, there));
    }

    private static Map<String, String> read(Session session, Set<String> there) {
        session.execute("SET quote_all_identifiers = on");
        Map<String, String> missing = new HashMap<>();
        session.query(MEMBERS, row -> Map.entry(row.text("words"), row.text("extname"))).stream()
                .filter(member -> !there.contains(member.getValue()))
                .forEach(member -> missing.put(member.getKey(), member.getValue()));
        return missing;
    }
}
