package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.provider.Providers;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Row;
import dev.planetfall.postgres.Session;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Tables that belong to extensions. They are made by the extension on PlanetScale and never published, so what people wrote
 * into them stays behind.
 */
final class ExtensionTablesCheck implements Check {
    /** Their jobs are what another check speaks of. */
    private static final Set<Identifier> SCHEDULERS =
            Set.of(new Identifier("pg_cron"), new Identifier("pg_partman"), new Identifier("timescaledb"));

    /** The condition tells the rows of people from those the extension brings; an extension wrote it for pg_dump. */
    private static final String MEMBERS = """
            SELECT e.extname AS extension, n.nspname AS schema, c.relname AS name,
                   has_table_privilege(c.oid, 'SELECT') AND has_schema_privilege(n.oid, 'USAGE') AS readable,
                   c.oid = ANY (e.extconfig) AS kept,
                   coalesce(e.extcondition[array_position(e.extconfig, c.oid)], '') AS condition
            FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
            JOIN pg_class c ON c.oid = d.objid AND c.relkind IN ('r', 'p')
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e'
            ORDER BY 1, 2, 3
            """;

    @Override
    public CheckName name() {
        return new CheckName(
                "extension-tables",
                Messages.text("check.extension-tables.tables-of-extensions"),
                CheckGroup.TABLES_AND_KEYS);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        Scope scope = context.plan().scope();
        Set<Identifier> platform = Providers.of(context.source()).excludedExtensions();
        findings.accept(context.source().withReadOnlySession(session -> {
            List<Member> members = session.query(MEMBERS, Member::of).stream()
                    .filter(member -> scope.includes(member.table()))
                    .filter(member ->
                            !SCHEDULERS.contains(member.extension()) && !platform.contains(member.extension()))
                    .toList();
            return judge(members, filled(session, members));
        }));
    }

    private Finding judge(List<Member> members, List<Member> filled) {
        if (!filled.isEmpty()) {
            return Finding.warning(
                            id(),
                            Messages.plural(
                                    "check.extension-tables.rows-in-tables-of-extensions",
                                    filled.size(),
                                    Listing.of(
                                            filled.stream().map(Member::table).toList())),
                            Messages.text("check.extension-tables.tables-that-belong-to-an"))
                    .withDetails(filled.stream().map(Member::line).toList());
        }
        return Finding.passed(
                id(),
                members.isEmpty()
                        ? Messages.text("check.extension-tables.no-extension-of-the-source")
                        : Messages.plural("check.extension-tables.nobody-wrote-rows-into-tables", members.size()));
    }

    /** Those with rows of people, or that may have such rows and cannot be read: one question for all. */
    private static List<Member> filled(Session session, List<Member> members) {
        List<Member> kept = members.stream().filter(Member::kept).toList();
        List<Member> asked = kept.stream().filter(Member::readable).toList();
        Set<QualifiedName> withRows = asked.isEmpty()
                ? Set.of()
                : Set.copyOf(session.query(
                        IntStream.range(0, asked.size())
                                .mapToObj(position -> asked.get(position).question(position))
                                .collect(Collectors.joining(" UNION ALL ")),
                        row -> asked.get(row.integer("position")).table()));
        return kept.stream()
                .filter(member -> !member.readable() || withRows.contains(member.table()))
                .toList();
    }

    private record Member(Identifier extension, QualifiedName table, boolean readable, boolean kept, String condition) {
        static Member of(Row row) {
            return new Member(
                    row.identifier("extension"),
                    row.qualifiedName("schema", "name"),
                    row.flag("readable"),
                    row.flag("kept"),
                    row.text("condition"));
        }

        String question(int position) {
            return "SELECT " + position + " AS position WHERE EXISTS (SELECT FROM " + table.quoted() + " " + condition
                    + ")";
        }

        String line() {
            return Messages.text(
                    readable
                            ? "check.extension-tables.of-extension"
                            : "check.extension-tables.of-extension-not-readable-so",
                    table,
                    extension);
        }
    }
}
