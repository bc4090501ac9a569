package dev.planetfall.bench.copy;

import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a copy is the same as its source: every row by its hash, every index and constraint by its definition, all valid. */
final class Agreement {
    private static final int MOST_TOLD = 10;

    /** Version 18 lists what is NOT NULL among the constraints. */
    private static final String STRUCTURE = """
            SELECT pg_get_indexdef(i.indexrelid) || ' valid ' || (i.indisvalid AND i.indisready) AS line
            FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE c.relnamespace = 'public'::regnamespace
            UNION ALL
            SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || ' valid ' || convalidated
            FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid <> 0 AND contype <> 'n'
            ORDER BY line
            """;

    private final CopyGround ground;
    private final boolean sourceChanges;
    private Optional<List<String>> remembered = Optional.empty();

    /** @param sourceChanges whether the source is read anew for every comparison */
    Agreement(CopyGround ground, boolean sourceChanges) {
        this.ground = ground;
        this.sourceChanges = sourceChanges;
    }

    /** @throws AssertionError that names what differs */
    void require(String title) {
        List<String> target = described(ground.target());
        List<String> source = remembered.orElseGet(() -> described(ground.source()));
        remembered = sourceChanges ? Optional.empty() : Optional.of(source);
        if (!source.equals(target)) {
            throw new AssertionError("The copy by " + title + " differs.\nOnly on the source:\n"
                    + without(source, target) + "\nOnly on the target:\n" + without(target, source));
        }
    }

    private List<String> described(Database database) {
        return database.withSession(session -> {
            List<String> lines = new ArrayList<>();
            ground.data().tableNames().forEach(table -> lines.add(sum(session, table)));
            lines.addAll(session.query(STRUCTURE, row -> row.text("line")));
            return lines;
        });
    }

    private static String sum(Session session, String table) {
        return session.queryOne(
                "SELECT count(*) || ' rows, sum ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) AS sum FROM "
                        + table + " t",
                row -> table + ": " + row.text("sum"));
    }

    private static String without(List<String> lines, List<String> others) {
        return String.join(
                "\n",
                lines.stream()
                        .filter(line -> !others.contains(line))
                        .limit(MOST_TOLD)
                        .toList());
    }
}
