package dev.planetfall.ui.page;

import dev.planetfall.migration.Method;
import java.util.List;

/**
 * What the cutover does, by method.
 *
 * @param confirmation what a person agrees to
 * @param course what happens, in order
 */
record CutOverWords(String happens, String changes, String confirmation, List<String> course) {
    private static final String LATE =
            "Unlogged tables and changed large objects are copied, every sequence gets its exact"
                    + " value, and materialized views are refreshed.";
    private static final String COMPARED = "The rows of all tables are compared on both servers by checksums.";

    /** @param patience how long writes stay stopped at most, as people read it */
    static CutOverWords of(Method method, String patience) {
        return switch (method) {
            case LOGICAL_REPLICATION, SNAPSHOT_COPY -> replicated(patience);
            case DUMP_AND_RESTORE -> dumped();
            case STALE_COPY -> stale();
        };
    }

    private static CutOverWords replicated(String patience) {
        return new CutOverWords(
                "Stops writes on the source; about a second later PlanetScale has the last change. The source then stays"
                        + " read-only.",
                "The source becomes read-only and its other sessions end. PlanetScale gets exact sequences.",
                "My application may stop writing to the old database now",
                List.of(
                        "1. The two schemas are compared once more. If they agree, the source becomes read-only,"
                                + " and its other sessions are ended until nobody writes any more.",
                        "2. A last marker row is written. When PlanetScale has it, it has everything.",
                        "3. " + LATE,
                        "4. " + COMPARED,
                        "A program that asks for READ WRITE transactions by itself is not kept from writing: stop it first. If one has"
                                + " written before PlanetScale takes over, that is noticed and the cutover is taken back.",
                        "If a step fails, or the last changes take longer than " + patience
                                + ", the source accepts writes again by itself and nothing is lost."));
    }

    private static CutOverWords dumped() {
        return new CutOverWords(
                "Hands over to PlanetScale, which has every row since writes were stopped. The old database stays read-only"
                        + " until you allow writes again.",
                "The source stays read-only. PlanetScale gets exact sequences.",
                "My application may change over to PlanetScale now",
                List.of(
                        "1. The two schemas are compared once more, and it is looked whether writes stayed stopped since the"
                                + " copy.",
                        "2. " + LATE,
                        "3. " + COMPARED,
                        "If a step fails, the source accepts writes again by itself. Nothing is lost; the rows must then be"
                                + " copied again."));
    }

    private static CutOverWords stale() {
        return new CutOverWords(
                "Makes PlanetScale ready with the rows of one moment. Nothing is stopped: what is written to the old database"
                        + " after the copy began stays there.",
                "Nothing is changed on the source. PlanetScale gets exact sequences.",
                "Rows written after the copy began may stay behind",
                List.of(
                        "1. The two schemas are compared once more.",
                        "2. " + LATE,
                        "3. The rows of all tables are compared on both servers. As writes go on, what differs is told, and"
                                + " nothing is proven."));
    }
}
