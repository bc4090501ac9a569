package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.Catalog;
import java.util.List;
import java.util.function.Consumer;

/**
 * Indexes that are not valid, which are not made anew, and constraints that were never validated. Those of tables are made
 * when the rows are there and look at none of them. Those of domains look at a whole row whenever it is changed, which the
 * source does not.
 */
final class InvalidIndexesCheck implements Check {
    /** A partitioned table's index stays invalid until each partition has its own: it is made anew all the same. */
    private static final String INDEXES = """
            SELECT n.nspname AS schema, t.relname AS name, c.relname AS about
            FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid AND c.relkind = 'i'
            JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace
            WHERE NOT (i.indisvalid AND i.indisready) AND %s ORDER BY 1, 2, 3
            """.formatted(Catalog.USER_SCHEMAS);

    /** Foreign keys are left to themselves: they are not enforced against rows that replication brings. */
    private static final String CONSTRAINTS = """
            SELECT n.nspname AS schema, c.relname AS name,
                   'ALTER TABLE ' || quote_ident(n.nspname) || '.' || quote_ident(c.relname) || ' VALIDATE CONSTRAINT '
                   || quote_ident(k.conname) || ';' AS about
            FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE NOT k.convalidated AND k.contype IN ('c', 'n') AND %s AND %s ORDER BY 1, 2, 3
            """;

    private static final String CONSTRAINTS_OF_DOMAINS = """
            SELECT n.nspname AS schema, t.typname AS name,
                   'ALTER DOMAIN ' || quote_ident(n.nspname) || '.' || quote_ident(t.typname) || ' VALIDATE CONSTRAINT '
                   || quote_ident(k.conname) || ';' AS about
            FROM pg_constraint k JOIN pg_type t ON t.oid = k.contypid JOIN pg_namespace n ON n.oid = t.typnamespace
            WHERE NOT k.convalidated AND %s ORDER BY 1, 2, 3
            """.formatted(Catalog.USER_SCHEMAS);

    @Override
    public CheckName name() {
        return new CheckName(
                "invalid-indexes",
                Messages.text("check.invalid-indexes.indexes-and-constraints-that-are"),
                CheckGroup.TABLES_AND_KEYS);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        Scope scope = context.plan().scope();
        boolean sound = context.source().withReadOnlySession(session -> {
            // From version 18 a constraint can be declared and not enforced at all; it stops nothing.
            String enforced = new Catalog(session).version().isAtLeast(18) ? "k.conenforced" : "true";
            List<Spotted> indexes = Spotted.inScope(session, scope, INDEXES);
            List<Spotted> constraints =
                    Spotted.inScope(session, scope, CONSTRAINTS.formatted(Catalog.USER_SCHEMAS, enforced));
            List<Spotted> ofDomains = Spotted.inScope(session, scope, CONSTRAINTS_OF_DOMAINS);
            if (!ofDomains.isEmpty()) {
                findings.accept(unvalidated(ofDomains, context.plan().method()));
            }
            if (!constraints.isEmpty()) {
                findings.accept(heldBack(constraints));
            }
            if (!indexes.isEmpty()) {
                findings.accept(invalid(indexes));
            }
            return ofDomains.isEmpty() && constraints.isEmpty() && indexes.isEmpty();
        });
        if (sound) {
            findings.accept(Finding.passed(id(), Messages.text("check.invalid-indexes.every-index-in-scope-is")));
        }
    }

    private Finding invalid(List<Spotted> indexes) {
        return Finding.note(
                        id(),
                        Messages.plural("check.invalid-indexes.indexes-of-the-source-are", indexes.size()),
                        Messages.text("check.invalid-indexes.an-index-that-could-not"))
                .withDetails(indexes.stream()
                        .map(index -> Messages.text("check.invalid-indexes.on", index.about(), index.name()))
                        .toList());
    }

    private Finding heldBack(List<Spotted> constraints) {
        return Finding.note(
                        id(),
                        Messages.text(
                                constraints.size() == 1
                                        ? "check.invalid-indexes.planetscale-gets-it-after-the"
                                        : "check.invalid-indexes.planetscale-gets-them-after-the",
                                Messages.plural("check.invalid-indexes.rules-of-tables", constraints.size())),
                        Messages.text("check.invalid-indexes.nothing-to-do"))
                .withDetails(details(constraints));
    }

    private Finding unvalidated(List<Spotted> constraints, Method method) {
        String sql = String.join("\n", constraints.stream().map(Spotted::about).toList());
        return Finding.warning(
                        id(),
                        Messages.text(
                                method.replicates()
                                        ? "check.invalid-indexes.when-a-row-is-changed"
                                        : "check.invalid-indexes.when-a-row-is-changed-that",
                                Messages.plural("check.invalid-indexes.rules-of-domains", constraints.size())),
                        Messages.text("check.invalid-indexes.validate-each-on-the-source"))
                .withDetails(details(constraints))
                .withRemedy(new Remedy(
                        Side.SOURCE, sql, Messages.text("check.invalid-indexes.changes-the-source-reads-each"), ""));
    }

    private static List<String> details(List<Spotted> constraints) {
        return constraints.stream()
                .map(rule -> rule.name() + ": " + rule.about())
                .toList();
    }
}
