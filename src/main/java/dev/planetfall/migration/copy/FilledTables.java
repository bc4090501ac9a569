package dev.planetfall.migration.copy;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.ReplicationNames;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tells which tables hold rows, and keeps them from being copied into. */
final class FilledTables {
    /** Asked at once: with thousands of tables a question for each takes seconds, and one for all takes many locks. */
    private static final int AT_ONCE = 100;

    private static final String OTHERS =
            "SELECT subname FROM pg_subscription WHERE starts_with(subname, ?) AND subname <> ? AND "
                    + Subscription.OF_THIS_DATABASE + " ORDER BY 1";

    private FilledTables() {}

    /**
     * A copy into a table that holds rows would double them or stop at the first key that is there already.
     *
     * @throws StepFailedException when one of them does
     */
    static void refuse(MigrationContext context, Session target, List<QualifiedName> tables) {
        List<QualifiedName> filled = among(
                tables.stream()
                        .filter(table -> !table.equals(ReplicationNames.MARKER_TABLE))
                        .toList(),
                target);
        if (!filled.isEmpty()) {
            throw new StepFailedException(
                    Messages.plural(
                            "copy.filled-tables.tables-on-planetscale-already-hold", filled.size(), filled.get(0)),
                    advice(context, target, filled));
        }
    }

    /** Rows that another migration brings there are needed, whatever the person in front of this one believes. */
    private static String advice(MigrationContext context, Session target, List<QualifiedName> filled) {
        List<String> others = target.query(
                OTHERS,
                row -> row.text("subname"),
                ReplicationNames.PREFIX,
                context.plan().names().subscription().name());
        return others.isEmpty()
                ? Messages.text(
                        "copy.filled-tables.if-nobody-needs-these-rows",
                        filled.stream().map(QualifiedName::quoted).collect(Collectors.joining(", ")))
                : Messages.text("copy.filled-tables.another-migration-replicates-into-this", String.join(", ", others));
    }

    static List<QualifiedName> among(List<QualifiedName> tables, Session session) {
        List<QualifiedName> filled = new ArrayList<>();
        for (int from = 0; from < tables.size(); from += AT_ONCE) {
            List<QualifiedName> some = tables.subList(from, Math.min(tables.size(), from + AT_ONCE));
            session.query(question(some), row -> filled.add(some.get(row.integer("number"))));
        }
        return filled;
    }

    private static String question(List<QualifiedName> tables) {
        return IntStream.range(0, tables.size())
                .mapToObj(i -> "SELECT " + i + " AS number WHERE EXISTS (SELECT FROM "
                        + tables.get(i).quoted() + ")")
                .collect(Collectors.joining(" UNION ALL "));
    }
}
