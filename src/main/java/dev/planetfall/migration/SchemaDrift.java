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
 * @param surplus what only PlanetScale has, in an order in which it can be dropped
 */
public record SchemaDrift(List<String> missing, List<SchemaDifference> differing, List<Surplus> surplus) {
    /** Both servers have the same. */
    public static final SchemaDrift NONE = new SchemaDrift(List.of(), List.of(), List.of());

    /**
     * @param what such as {@code trigger public.orders.stamp}
     * @param wasOnSource whether the migration made it and the source dropped it since; otherwise somebody added it on
     *     PlanetScale, and it can refuse or change rows
     * @param drop the statement that drops it, without a final semicolon
     */
    public record Surplus(String what, boolean wasOnSource, String drop) {
        private String sentence() {
            return wasOnSource
                    ? "The source no longer has " + what + "; drop it on PlanetScale: " + drop + ";"
                    : "Only PlanetScale has " + what
                            + ", which can refuse or change rows that replication brings; drop it there: " + drop + ";";
        }
    }

    public SchemaDrift {
        missing = List.copyOf(missing);
        differing = List.copyOf(differing);
        surplus = List.copyOf(surplus);
    }

    public boolean isNone() {
        return missing.isEmpty() && differing.isEmpty() && surplus.isEmpty();
    }

    /** What to do about it, in whole sentences; empty when there is nothing to do. */
    public String advice(Method method) {
        if (isNone()) {
            return "";
        }
        String again = method.replicates()
                ? " Then run Replicate again: it goes on where PlanetScale had refused a row, and copies the rows of new"
                        + " tables."
                : " Then run Copy rows again, which copies everything anew.";
        return mending() + again;
    }

    /** How to make the two schemas agree, in whole sentences; empty when they do. */
    public String mending() {
        String change = missing.isEmpty() && differing.isEmpty()
                ? ""
                : "Make the same change on PlanetScale, or copy the schema again on the Schema page.";
        String drop = surplus.isEmpty() ? "" : " Drop on PlanetScale what only it has, in the order given.";
        return (change + drop).strip();
    }

    /** What came apart, the first few by name, as one sentence; empty when nothing did. */
    public String sentence() {
        String lacks = missing.isEmpty() ? "" : "PlanetScale lacks " + Listing.of(missing);
        String differs = differing.isEmpty()
                ? ""
                : "PlanetScale differs in "
                        + Listing.of(differing.stream().map(SchemaDrift::both).toList());
        String all = Stream.of(lacks, differs, surplus(true), surplus(false))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining("; "));
        return all.isEmpty() ? "" : Character.toUpperCase(all.charAt(0)) + all.substring(1) + ".";
    }

    private String surplus(boolean wasOnSource) {
        List<String> these = surplus.stream()
                .filter(object -> object.wasOnSource == wasOnSource)
                .map(Surplus::what)
                .toList();
        if (these.isEmpty()) {
            return "";
        }
        return wasOnSource
                ? "the source no longer has " + Listing.of(these)
                : "only PlanetScale has " + Listing.of(these) + ", which can refuse or change rows";
    }

    /** All that came apart, each as one sentence, in the order in which it should be mended. */
    public List<String> sentences() {
        return Stream.of(
                        missing.stream().map(what -> "PlanetScale lacks " + what + "."),
                        differing.stream().map(difference -> "PlanetScale differs in " + both(difference) + "."),
                        surplus.stream().map(Surplus::sentence))
                .flatMap(sentences -> sentences)
                .toList();
    }

    private static String both(SchemaDifference difference) {
        return difference.what() + " (source: " + difference.shownOnSource() + "; PlanetScale: "
                + difference.shownOnTarget() + ")";
    }
}
