package dev.planetfall.report;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.FindingCounts;
import dev.planetfall.migration.MethodAdvice;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Severity;
import dev.planetfall.report.ReportPage.Fact;
import dev.planetfall.report.ReportTables.FindingRow;
import java.util.Arrays;
import java.util.List;

/** All that the assessment's template prints, as text. Names of components are names in the template. */
record AssessmentPage(
        String title,
        String createdAt,
        String programVersion,
        String verdict,
        String verdictMark,
        List<Fact> facts,
        String method,
        String methodReason,
        List<String> instead,
        List<Fact> disk,
        List<Group> groups) {

    /** The findings of one group, the most urgent first. */
    record Group(String title, String counts, List<FindingRow> findings) {}

    static AssessmentPage of(MigrationState state, Imprint imprint) {
        ReportPage report = ReportPage.of(state, imprint);
        return new AssessmentPage(
                state.plan()
                        .map(MigrationPlan::name)
                        .orElse(Messages.text("report.assessment-page.no-migration-was-planned-yet")),
                report.createdAt(),
                report.programVersion(),
                verdict(state),
                mark(state),
                report.facts().stream()
                        .filter(fact -> !fact.label().equals(Messages.text("report.report-page.method")))
                        .toList(),
                MethodAdvice.of(state).map(advice -> advice.method().title()).orElse(""),
                MethodAdvice.of(state).map(MethodAdvice::reason).orElse(""),
                MethodAdvice.of(state).map(MethodAdvice::instead).orElse(List.of()),
                report.disk(),
                Arrays.stream(CheckGroup.values())
                        .filter(group -> !state.findings(group).isEmpty())
                        .map(group -> group(group, state.findings(group)))
                        .toList());
    }

    /** In one line, the worst first. */
    static String verdict(MigrationState state) {
        if (state.findings().isEmpty()) {
            return Messages.text("report.assessment-page.not-assessed-the-checks-have");
        }
        String counts = FindingCounts.of(state.findings());
        if (state.isBlocked()) {
            return Messages.text("report.assessment-page.not-ready-to-move-yet", counts);
        }
        return Messages.text(
                isSure(state)
                        ? "report.assessment-page.ready-to-move"
                        : "report.assessment-page.nothing-known-stops-the-move",
                counts);
    }

    private static String mark(MigrationState state) {
        if (state.isBlocked()) {
            return "bad";
        }
        return isSure(state) && !state.findings().isEmpty() ? "good" : "unsure";
    }

    private static boolean isSure(MigrationState state) {
        return state.findings().stream().noneMatch(finding -> finding.severity() == Severity.UNKNOWN);
    }

    private static Group group(CheckGroup group, List<Finding> findings) {
        return new Group(
                group.title(),
                FindingCounts.of(findings),
                findings.stream().map(ReportTables::finding).toList());
    }
}
