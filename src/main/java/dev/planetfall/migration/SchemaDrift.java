package dev.planetfall.migration;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the schemas of the two servers have come apart, as far as it matters for the migration. Rows follow by replication,
 * changes of the schema do not.
 *
 * @param missing on PlanetScale, each such as {@code column public.orders.total}
 * @param differing there on both servers, but meaning another thing
 */
public record SchemaDrift(List<String> missing, List<Difference> differing) {
    /** Both servers have the same. */
    public static final SchemaDrift NONE = new SchemaDrift(List.of(), List.of());

    private static final int NAMED = 3;

    /** @param what such as {@code column public.orders.total} */
    public record Difference(String what, String onSource, String onTarget) {
        private String sentence() {
            return what + " (source: " + shown(onSource) + "; PlanetScale: " + shown(onTarget) + ")";
        }

        private static String shown(String definition) {
            return definition.isEmpty() ? "none" : definition;
        }
    }

    public SchemaDrift {
        missing = List.copyOf(missing);
        differing = List.copyOf(differing);
    }

    public boolean isNone() {
        return missing.isEmpty() && differing.isEmpty();
    }

    /** What to do about it, in whole sentences; empty when there is nothing to do. */
    public String advice() {
        return isNone()
                ? ""
                : "Make the same change on PlanetScale, or copy the schema again on the Schema page. Then run Replicate"
                        + " again: it goes on where PlanetScale had refused a row, and copies the rows of new tables.";
    }

    /** What came apart, the first few by name, as one sentence; empty when nothing did. */
    public String sentence() {
        String lacks = missing.isEmpty() ? "" : "PlanetScale lacks " + some(missing);
        String differs = differing.isEmpty()
                ? ""
                : "PlanetScale differs in "
                        + some(differing.stream().map(Difference::sentence).toList());
        return Stream.of(lacks, differs)
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining("; ", "", isNone() ? "" : "."));
    }

    /** All that came apart, each as one sentence. */
    public List<String> sentences() {
        return Stream.concat(
                        missing.stream().map(what -> "PlanetScale lacks " + what + "."),
                        differing.stream().map(difference -> "PlanetScale differs in " + difference.sentence() + "."))
                .toList();
    }

    private static String some(List<String> all) {
        String named = all.stream().limit(NAMED).collect(Collectors.joining(", "));
        return all.size() <= NAMED ? named : named + " and " + (all.size() - NAMED) + " more";
    }
}
