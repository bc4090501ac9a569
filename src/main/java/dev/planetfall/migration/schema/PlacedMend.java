package dev.planetfall.migration.schema;

import dev.planetfall.migration.SchemaMend;
import java.util.Comparator;
import java.util.Set;

/**
 * A mend and when it is due: first goes what may be in the way of changes, then all is made and changed; partitions are attached when
 * they and the tables above them have their indexes, and foreign keys come when what they refer to is whole; last goes the rest.
 *
 * @param place within its stage
 */
record PlacedMend(int stage, int place, SchemaMend mend) implements Comparable<PlacedMend> {
    private static final Set<String> IN_THE_WAY = Set.of(
            "trigger",
            "policy",
            "rule",
            "view",
            "materialized view",
            "statistics",
            "index",
            "constraint",
            "check constraint");

    private static final int RANKS = 4;

    private static final Comparator<PlacedMend> ORDER =
            Comparator.comparingInt(PlacedMend::stage).thenComparingInt(PlacedMend::place);

    /** Of what the source has. */
    static PlacedMend of(SchemaPart part, SchemaMend mend) {
        return new PlacedMend(
                switch (part.entry().kind()) {
                    case "TABLE ATTACH" -> 2;
                    case "INDEX ATTACH" -> 3;
                    case "FK CONSTRAINT" -> 4;
                    default -> 1;
                },
                RANKS * part.place() + rank(part, mend),
                mend);
    }

    /** A computed column comes after those from which it is computed; what is set for a column would go with its old type. */
    private static int rank(SchemaPart part, SchemaMend mend) {
        String label = part.key().label();
        if (!label.equals("column")) {
            return label.startsWith("column ") ? 3 : label.equals("table") ? 0 : 2;
        }
        return mend.sql().contains(" GENERATED ALWAYS AS (") ? 2 : mend.sql().contains(" ADD COLUMN ") ? 1 : 0;
    }

    /** Of what is dropped. */
    static PlacedMend drop(String label, int place, SchemaMend mend) {
        return new PlacedMend(IN_THE_WAY.contains(label) ? 0 : 5, place, mend);
    }

    @Override
    public int compareTo(PlacedMend other) {
        return ORDER.compare(this, other);
    }
}
