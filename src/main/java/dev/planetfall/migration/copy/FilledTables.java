package dev.planetfall.migration.copy;

import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tells which tables hold rows. */
final class FilledTables {
    /** Asked at once: with thousands of tables a question for each takes seconds, and one for all takes many locks. */
    private static final int AT_ONCE = 100;

    private FilledTables() {}

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
