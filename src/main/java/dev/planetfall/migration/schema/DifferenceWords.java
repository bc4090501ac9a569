package dev.planetfall.migration.schema;

import dev.planetfall.migration.SchemaDifference;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says in short sentences how an object differs; the definitions themselves are told apart from it. */
final class DifferenceWords {
    private static final int NAMED = 3;
    private static final String DEFAULT = "column default ";
    private static final String COMPUTED = "GENERATED ALWAYS AS ";

    private DifferenceWords() {}

    /** A line for each of the first few. */
    static String of(List<SchemaDifference> differences) {
        Stream<String> sentences = differences.stream().limit(NAMED).map(DifferenceWords::sentence);
        Stream<String> more = differences.size() > NAMED
                ? Stream.of((differences.size() - NAMED) + " more of its parts differ, too.")
                : Stream.empty();
        return Stream.concat(sentences, more).collect(Collectors.joining("\n"));
    }

    private static String sentence(SchemaDifference difference) {
        String what = difference.what();
        boolean isDefault = what.startsWith(DEFAULT);
        boolean computedThere = isDefault && difference.onSource().startsWith(COMPUTED);
        boolean computedHere = isDefault && difference.onTarget().startsWith(COMPUTED);
        if (computedThere != computedHere) {
            return "column " + what.substring(DEFAULT.length()) + " is computed on "
                    + (computedThere
                            ? "the source and an ordinary column on PlanetScale."
                            : "PlanetScale and an ordinary column on the source.");
        }
        if (difference.onTarget().isEmpty()) {
            return "PlanetScale lacks " + what + ".";
        }
        if (!difference.onSource().isEmpty()) {
            return what + " differs from the source.";
        }
        return what.startsWith("column ")
                        && !what.startsWith(DEFAULT)
                        && difference.onTarget().contains("NOT NULL")
                ? what
                        + " is only on PlanetScale and wants a value that no row of the source has, so every row would be"
                        + " refused. Drop it there, give it a default, or let it be NULL."
                : "PlanetScale has " + what + ", and the source has none.";
    }
}
