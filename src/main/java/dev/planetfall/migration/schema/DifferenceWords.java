package dev.planetfall.migration.schema;

import dev.planetfall.language.Messages;
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
                ? Stream.of(
                        Messages.text("schema.difference-words.more-of-its-parts-differ", (differences.size() - NAMED)))
                : Stream.empty();
        return Stream.concat(sentences, more).collect(Collectors.joining("\n"));
    }

    private static String sentence(SchemaDifference difference) {
        String what = difference.what();
        boolean isDefault = what.startsWith(DEFAULT);
        boolean computedThere = isDefault && difference.onSource().startsWith(COMPUTED);
        boolean computedHere = isDefault && difference.onTarget().startsWith(COMPUTED);
        if (computedThere != computedHere) {
            return Messages.text(
                    computedThere
                            ? "schema.difference-words.column-is-computed-on-the"
                            : "schema.difference-words.column-is-computed-on-planetscale",
                    what.substring(DEFAULT.length()));
        }
        String named = difference.named();
        if (difference.onTarget().isEmpty()) {
            return Messages.text("schema.difference-words.planetscale-lacks", named);
        }
        if (!difference.onSource().isEmpty()) {
            return Messages.text("schema.difference-words.differs-from-the-source", named);
        }
        return Messages.text(
                what.startsWith("column ")
                                && !what.startsWith(DEFAULT)
                                && difference.onTarget().contains("NOT NULL")
                        ? "schema.difference-words.is-only-on-planetscale-and"
                        : "schema.difference-words.planetscale-has-and-the-source",
                named);
    }
}
