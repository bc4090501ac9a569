package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Scope;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Session;
import java.util.List;
import java.util.function.Consumer;

/**
 * Objects in scope that need something out of scope. As the schema is copied, an object whose SQL names what is not there is
 * left out; a table that is left out stops the replication, because the publication names it.
 */
final class ReferencesOutOfScopeCheck implements Check {
    /** Foreign keys, views, triggers and policies: the table itself is made without them. */
    private static final String LOST = """
            SELECT n.nspname AS schema, c.relname AS name, fn.nspname AS needs_schema, f.relname AS needs_name,
                   'FOREIGN_KEY' AS what, k.conname AS part
            FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_class f ON f.oid = k.confrelid JOIN pg_namespace fn ON fn.oid = f.relnamespace
            WHERE k.contype = 'f' AND %1$s AND %2$s
            UNION
            SELECT n.nspname, c.relname, fn.nspname, f.relname, 'VIEW', ''
            FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class AND c.relkind IN ('v', 'm')
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
                 AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> c.oid
            JOIN pg_class f ON f.oid = d.refobjid JOIN pg_namespace fn ON fn.oid = f.relnamespace
            WHERE %1$s AND %2$s
            UNION
            SELECT n.nspname, c.relname, fn.nspname, f.proname, 'TRIGGER', g.tgname
            FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_proc f ON f.oid = g.tgfoid JOIN pg_namespace fn ON fn.oid = f.pronamespace
            WHERE NOT g.tgisinternal AND %1$s AND %2$s
            UNION
            SELECT n.nspname, c.relname, fn.nspname, f.proname, 'POLICY', p.polname
            FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_depend d ON d.classid = 'pg_policy'::regclass AND d.objid = p.oid
                 AND d.refclassid = 'pg_proc'::regclass
            JOIN pg_proc f ON f.oid = d.refobjid JOIN pg_namespace fn ON fn.oid = f.pronamespace
            WHERE %1$s AND %2$s
            """.formatted(Catalog.USER_SCHEMAS, Spotted.NOT_OF_EXTENSION);

    /** What stands in CREATE TABLE itself: types of columns, functions and sequences of defaults and rules, parents. */
    private static final String FATAL = """
            SELECT n.nspname AS schema, c.relname AS name, tn.nspname AS needs_schema, e.typname AS needs_name,
                   'COLUMN' AS what, a.attname AS part
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
            JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_type t ON t.oid = a.atttypid
            JOIN pg_type e ON e.oid = CASE WHEN t.typlen = -1 AND t.typelem <> 0 THEN t.typelem ELSE t.oid END
            JOIN pg_namespace tn ON tn.oid = e.typnamespace
            WHERE a.attnum > 0 AND NOT a.attisdropped AND %1$s AND %2$s
            UNION
            SELECT n.nspname, c.relname, coalesce(pn.nspname, sn.nspname), coalesce(p.proname, s.relname), 'EXPRESSION', ''
            FROM (SELECT 'pg_attrdef'::regclass AS class, oid, adrelid AS relation FROM pg_attrdef
                  UNION ALL SELECT 'pg_constraint'::regclass, oid, conrelid FROM pg_constraint WHERE contype = 'c') AS x
            JOIN pg_class c ON c.oid = x.relation AND c.relkind IN ('r', 'p')
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_depend d ON d.classid = x.class AND d.objid = x.oid
            LEFT JOIN pg_proc p ON d.refclassid = 'pg_proc'::regclass AND p.oid = d.refobjid
            LEFT JOIN pg_namespace pn ON pn.oid = p.pronamespace
            LEFT JOIN pg_class s ON d.refclassid = 'pg_class'::regclass AND s.oid = d.refobjid AND s.relkind = 'S'
            LEFT JOIN pg_namespace sn ON sn.oid = s.relnamespace
            WHERE coalesce(p.oid, s.oid) IS NOT NULL AND %1$s AND %2$s
            UNION
            SELECT n.nspname, c.relname, pn.nspname, p.relname, 'PARENT', ''
            FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid AND c.relkind IN ('r', 'p') AND NOT c.relispartition
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_class p ON p.oid = i.inhparent JOIN pg_namespace pn ON pn.oid = p.relnamespace
            WHERE %1$s AND %2$s
            """.formatted(Catalog.USER_SCHEMAS, Spotted.NOT_OF_EXTENSION);

    /** Of all that needs something, only what needs what is left out: by schema, or by its whole name. */
    private static final String OUT_OF_SCOPE = """
            SELECT * FROM (%s) AS need
            WHERE needs_schema = ANY (?) OR (needs_schema, needs_name) IN (SELECT * FROM unnest(?::text[], ?::text[]))
            ORDER BY schema, name, what, part, needs_schema, needs_name
            """;

    @Override
    public CheckName name() {
        return new CheckName(
                "references-out-of-scope",
                Messages.text("check.references-out-of-scope.what-needs-objects-out-of"),
                CheckGroup.TABLES_AND_KEYS);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        Scope scope = context.plan().scope();
        boolean whole = context.source().withReadOnlySession(session -> {
            List<Need> fatal = needs(session, scope, FATAL);
            List<Need> lost = needs(session, scope, LOST);
            if (!fatal.isEmpty()) {
                findings.accept(fatal(fatal));
            }
            if (!lost.isEmpty()) {
                findings.accept(lost(lost));
            }
            return fatal.isEmpty() && lost.isEmpty();
        });
        if (whole) {
            findings.accept(Finding.passed(
                    id(), Messages.text("check.references-out-of-scope.nothing-in-scope-needs-anything")));
        }
    }

    private static List<Need> needs(Session session, Scope scope, String query) {
        List<QualifiedName> tables = List.copyOf(scope.excludedTables());
        return session
                .query(
                        OUT_OF_SCOPE.formatted(query),
                        row -> new Need(
                                row.qualifiedName("schema", "name"),
                                What.valueOf(row.text("what")),
                                row.text("part"),
                                row.qualifiedName("needs_schema", "needs_name")),
                        List.copyOf(scope.excludedSchemas()),
                        tables.stream().map(QualifiedName::schema).toList(),
                        tables.stream().map(QualifiedName::name).toList())
                .stream()
                .filter(need -> scope.includes(need.object()) && !scope.includes(need.needed()))
                .toList();
    }

    private Finding fatal(List<Need> needs) {
        List<QualifiedName> tables = needs.stream().map(Need::object).distinct().toList();
        return Finding.blocker(
                        id(),
                        Messages.plural(
                                "check.references-out-of-scope.tables-in-scope-cannot-be",
                                tables.size(),
                                Listing.of(tables)),
                        Messages.text("check.references-out-of-scope.take-what-is-listed-into-the"))
                .withDetails(needs.stream().map(Need::line).toList());
    }

    private Finding lost(List<Need> needs) {
        return Finding.warning(
                        id(),
                        Messages.plural("check.references-out-of-scope.foreign-keys-views-triggers-and", needs.size()),
                        Messages.text("check.references-out-of-scope.take-what-is-listed-into"))
                .withDetails(needs.stream().map(Need::line).toList());
    }

    /** In what way an object needs another, each with its sentence. */
    private enum What {
        FOREIGN_KEY("check.references-out-of-scope.foreign-key"),
        VIEW("check.references-out-of-scope.view"),
        TRIGGER("check.references-out-of-scope.trigger"),
        POLICY("check.references-out-of-scope.policy"),
        COLUMN("check.references-out-of-scope.column"),
        EXPRESSION("check.references-out-of-scope.expression"),
        PARENT("check.references-out-of-scope.parent");

        private final String sentence;

        What(String sentence) {
            this.sentence = sentence;
        }
    }

    /** @param part the name of what belongs to the object; empty where it is the object itself */
    private record Need(QualifiedName object, What what, String part, QualifiedName needed) {
        String line() {
            return Messages.text(what.sentence, object, part, needed);
        }
    }
}
