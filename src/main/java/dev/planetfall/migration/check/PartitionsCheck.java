package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Scope;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Extension;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Row;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Tables in parts: partitions that come later, parts that the scope leaves out, and programs on the source that make new
 * parts by themselves. A partition made after the start does not reach PlanetScale until somebody makes it there, too.
 *
 * @see <a href="https://www.postgresql.org/docs/current/logical-replication-restrictions.html">Restrictions</a>
 */
final class PartitionsCheck implements Check {
    private static final String PARENTS = """
            SELECT n.nspname AS schema, c.relname AS name, count(*) AS parts
            FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhparent AND c.relkind = 'p'
            JOIN pg_namespace n ON n.oid = c.relnamespace WHERE %s AND %s GROUP BY 1, 2 ORDER BY 1, 2
            """.formatted(Catalog.USER_SCHEMAS, Spotted.NOT_OF_EXTENSION);

    private static final String PARTS = """
            SELECT n.nspname AS schema, c.relname AS name, pn.nspname AS parent_schema, p.relname AS parent,
                   c.relispartition AS partition
            FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid AND c.relkind IN ('r', 'p', 'f')
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_class p ON p.oid = i.inhparent JOIN pg_namespace pn ON pn.oid = p.relnamespace
            WHERE %s AND %s ORDER BY 1, 2
            """.formatted(Catalog.USER_SCHEMAS, Spotted.NOT_OF_EXTENSION);

    private static final String HYPERTABLES =
            "SELECT schema_name AS schema, table_name AS name, '' AS about FROM _timescaledb_catalog.hypertable ORDER BY 1, 2";

    @Override
    public CheckName name() {
        return new CheckName(
                "partitions",
                Messages.text("check.partitions.partitioned-and-inherited-tables"),
                CheckGroup.TABLES_AND_KEYS);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        Scope scope = context.plan().scope();
        Method method = context.plan().method();
        AtomicBoolean silent = new AtomicBoolean(true);
        Consumer<Finding> found = finding -> {
            silent.set(false);
            findings.accept(finding);
        };
        context.source().withReadOnlySession(session -> {
            List<Part> parts = session.query(PARTS, Part::of);
            if (method.replicates()) {
                publishedUnasked(parts, scope).ifPresent(found);
            }
            tornApart(parts, scope).ifPresent(found);
            List<Identifier> extensions = new Catalog(session)
                    .extensions().stream().map(Extension::name).toList();
            if (extensions.contains(new Identifier("timescaledb"))) {
                hypertables(Spotted.inScope(session, scope, HYPERTABLES), method)
                        .ifPresent(found);
            }
            List<Spotted> parents = Spotted.inScope(
                    session, scope, row -> Messages.plural("check.partitions.parts", row.number("parts")), PARENTS);
            if (!parents.isEmpty()) {
                boolean automatic = extensions.contains(new Identifier("pg_partman"));
                found.accept(automatic ? madeAutomatically(parents, method) : madeLater(parents, method));
            }
            return true;
        });
        if (silent.get()) {
            findings.accept(Finding.passed(id(), Messages.text("check.partitions.no-table-in-scope-is")));
        }
    }

    /** {@code FOR TABLE parent} publishes those who inherit from it, wanted or not. */
    private Optional<Finding> publishedUnasked(List<Part> parts, Scope scope) {
        List<String> children = lines(
                parts, part -> !part.partition() && scope.includes(part.parent()) && !scope.includes(part.name()));
        return finding(
                children,
                lines -> Finding.blocker(
                        id(),
                        Messages.plural("check.partitions.tables-out-of-scope-would", children.size()),
                        Messages.text("check.partitions.take-these-tables-into-the")));
    }

    private Optional<Finding> tornApart(List<Part> parts, Scope scope) {
        List<String> torn =
                lines(parts, part -> part.partition() && scope.includes(part.parent()) != scope.includes(part.name()));
        return finding(
                torn,
                lines -> Finding.warning(
                        id(),
                        Messages.plural("check.partitions.the-scope-tears-partitions-from", torn.size()),
                        Messages.text("check.partitions.a-partition-without-its-table")));
    }

    private Optional<Finding> hypertables(List<Spotted> tables, Method method) {
        return finding(
                Spotted.lines(tables),
                lines -> Finding.blocker(
                        id(),
                        Messages.plural(
                                method.replicates()
                                        ? "check.partitions.tables-of-the-source-are"
                                        : "check.partitions.tables-of-the-source-are-hypertables",
                                tables.size()),
                        Messages.text("check.partitions.leave-them-out-of-the")));
    }

    private Finding madeAutomatically(List<Spotted> parents, Method method) {
        return Finding.warning(
                        id(),
                        Messages.text("check.partitions.pg-partman-on-the-source", Listing.of(Spotted.names(parents))),
                        Messages.text("check.partitions.a-partition-that-planetscale-does", without(method)))
                .withDetails(Spotted.lines(parents));
    }

    private Finding madeLater(List<Spotted> parents, Method method) {
        return Finding.note(
                        id(),
                        Messages.plural(
                                "check.partitions.partitioned-tables-in-scope",
                                parents.size(),
                                Listing.of(Spotted.names(parents))),
                        Messages.text("check.partitions.do-not-make-attach-or", without(method)))
                .withDetails(Spotted.lines(parents));
    }

    /** What becomes of a partition that only the source has. */
    private static String without(Method method) {
        return Messages.text(
                method.replicates()
                        ? "check.partitions.stays-behind-or-stops-the"
                        : "check.partitions.stays-behind-and-stops-the");
    }

    private static List<String> lines(List<Part> parts, Predicate<Part> which) {
        return parts.stream()
                .filter(which)
                .map(part -> Messages.text("check.partitions.part-of", part.name(), part.parent()))
                .toList();
    }

    private static Optional<Finding> finding(List<String> lines, Function<List<String>, Finding> sentence) {
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(sentence.apply(lines).withDetails(lines));
    }

    private record Part(QualifiedName name, QualifiedName parent, boolean partition) {
        static Part of(Row row) {
            return new Part(
                    row.qualifiedName("schema", "name"),
                    row.qualifiedName("parent_schema", "parent"),
                    row.flag("partition"));
        }
    }
}
