package dev.planetfall.cli;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.SchemaDrift;
import dev.planetfall.migration.SchemaMend;
import java.util.ArrayList;
import java.util.List;

/** Says how the schemas have come apart, and what to run on PlanetScale, in lines of text. */
final class DriftLines {
    private static final int MOST = 50;

    private DriftLines() {}

    static List<String> of(SchemaDrift drift, Method method) {
        List<String> said = new ArrayList<>(List.of(Messages.text("cli.drift-lines.warning-the-schemas-have-come")));
        add(said, drift.sentences().stream().map(sentence -> "  " + sentence).toList());
        if (!drift.statements().isEmpty()) {
            said.add(Messages.text("cli.drift-lines.to-make-them-agree-run"));
            add(said, indented(drift.statements()));
        }
        add(
                said,
                drift.mends().stream()
                        .filter(mend -> !mend.note().isEmpty())
                        .map(mend -> Messages.text("cli.drift-lines.mind-of", mend.named(), mend.note()))
                        .toList());
        said.add("  " + CommandLineAdvice.of(drift.advice(method)));
        return said;
    }

    static List<String> mended(List<String> statements) {
        List<String> said = new ArrayList<>(
                List.of(Messages.plural("cli.drift-lines.statements-run-on-planetscale-so", statements.size())));
        add(said, indented(statements));
        return said;
    }

    private static List<String> indented(List<String> statements) {
        return SchemaMend.script(statements).lines().map(line -> "    " + line).toList();
    }

    private static void add(List<String> said, List<String> lines) {
        lines.stream().limit(MOST).forEach(said::add);
        if (lines.size() > MOST) {
            said.add(Messages.text("cli.drift-lines.and-more-report-and-json", lines.size() - MOST));
        }
    }
}
