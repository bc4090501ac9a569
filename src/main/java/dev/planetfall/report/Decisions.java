package dev.planetfall.report;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.SchemaChoice;
import dev.planetfall.migration.SchemaDrift;
import dev.planetfall.migration.Severity;
import java.util.ArrayList;
import java.util.List;

/** What people decided against an advice, in sentences: who reads the report later must not have to guess it. */
final class Decisions {
    private Decisions() {}

    static List<String> of(MigrationState state) {
        List<String> decisions = new ArrayList<>();
        if (state.status(Phase.REPLICATE) != PhaseStatus.NOT_STARTED) {
            state.findings().stream()
                    .filter(finding -> isAccepted(finding.severity()))
                    .forEach(finding -> decisions.add(Messages.text(
                            "report.decisions.the-copy-was-begun-although", finding.sentence(), finding.checkId())));
        }
        if (state.isComparisonSkipped()) {
            decisions.add(Messages.text("report.decisions.the-comparison-of-rows-before"));
        }
        state.choices().values().stream()
                .filter(SchemaChoice::isSkipped)
                .forEach(choice -> decisions.add(Messages.text(
                        "report.decisions.the-was-not-made-on",
                        ReportTables.kind(choice.object().kind()),
                        choice.object().name(),
                        choice.skipReason())));
        if (state.status(Phase.CUTOVER) != PhaseStatus.NOT_STARTED) {
            state.drift()
                    .filter(drift -> !drift.isNone())
                    .map(SchemaDrift::sentences)
                    .ifPresent(places -> decisions.add(
                            Messages.plural("report.decisions.the-cutover-was-begun-although", places.size())));
        }
        return decisions;
    }

    private static boolean isAccepted(Severity severity) {
        return switch (severity) {
            case WARNING, UNKNOWN, BLOCKER -> true;
            case PASSED, NOTE -> false;
        };
    }
}
