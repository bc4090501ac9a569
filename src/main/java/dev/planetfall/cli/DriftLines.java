package dev.planetfall.cli;

import dev.planetfall.migration.Method;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.SchemaDrift;
import dev.planetfall.migration.SchemaMend;
import java.util.ArrayList;
import java.util.List;

/** Says how the schemas have come apart, and what to run on PlanetScale, in lines of text. */
final class DriftLines {
    private static final int MOST = 50;

    private DriftLines() {}

    static List<String> of(SchemaDrift drift, Method method) {
        List<String> said = new ArrayList<>(List.of("Warning: the schemas have come apart."));
        add(said, drift.sentences().stream().map(sentence -> "  " + sentence).toList());
        if (!drift.statements().isEmpty()) {
            said.add("  To make them agree, run this on PlanetScale:");
            add(said, indented(drift.statements()));
        }
        add(
                said,
                drift.mends().stream()
                        .filter(mend -> !mend.note().isEmpty())
                        .map(mend -> "  Mind, of " + mend.what() + ": " + mend.note())
                        .toList());
        said.add("  " + CommandLineAdvice.of(drift.advice(method)));
        return said;
    }

    static List<String> mended(List<String> statements) {
        List<String> said = new ArrayList<>(List.of(
                Quantities.count(statements.size(), "statement") + " run on PlanetScale, so that the schemas agree:"));
        add(said, indented(statements));
        return said;
    }

    private static List<String> indented(List<String> statements) {
        return SchemaMend.script(statements).lines().map(line -> "    " + line).toList();
    }

    private static void add(List<String> said, List<String> lines) {
        lines.stream().limit(MOST).forEach(said::add);
        if (lines.size() > MOST) {
            said.add("  and %d more: --report and --json name all".formatted(lines.size() - MOST));
        }
    }
}
