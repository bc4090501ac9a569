package dev.planetfall.report;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Chronicle.Times;
import dev.planetfall.migration.Failure;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.ObjectComparison;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.RollBack;
import dev.planetfall.migration.SchemaDifference;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.migration.SequenceValue;
import dev.planetfall.migration.Severity;
import dev.planetfall.migration.StepState;
import dev.planetfall.migration.StepStatus;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.report.ReportPage.Fact;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** The report's tables, row by row, as text. */
final class ReportTables {
    private static final String UNKNOWN = Messages.text("report.report-tables.unknown");
    private static final Set<String> WITHOUT_SECRETS = Set.of(
            "TABLE",
            "INDEX",
            "CONSTRAINT",
            "CHECK CONSTRAINT",
            "FK CONSTRAINT",
            "SEQUENCE",
            "TYPE",
            "DOMAIN",
            "STATISTICS");

    private final MigrationState state;
    private final Map<String, String> stepTitles;

    /** @param stepTitles by step id */
    ReportTables(MigrationState state, Map<String, String> stepTitles) {
        this.state = state;
        this.stepTitles = stepTitles;
    }

    /** A phase or step. */
    record StepRow(String name, String status, String mark, String sentence, String advice) {}

    /** @param runs how often it was begun; empty where it was once */
    record PhaseRow(String name, String status, String mark, String began, String ended, String took, String runs) {}

    /** @param undone when it was taken back; empty where it was not */
    record RemedyRunRow(String at, String server, String effect, String sql, String undone) {}

    record TableRow(String name, String sourceRows, String targetRows, String verdict, String mark, String note) {}

    record SequenceRow(String name, String source, String target, String kind, String note) {}

    record FindingRow(
            String severity,
            String mark,
            String checkId,
            String sentence,
            String advice,
            List<String> details,
            List<RemedyRow> remedies) {}

    record RemedyRow(String who, String server, String effect, String sql, String undo) {}

    record SchemaRow(
            String kind,
            String name,
            String result,
            String mark,
            String message,
            String advice,
            List<SchemaDifference> differences) {}

    record EditedRow(String kind, String name, String sql) {}

    /** In order; roll backs, if there were any, come after the cutover. */
    List<PhaseRow> phases() {
        return Arrays.stream(Phase.values())
                .flatMap(phase -> phase == Phase.CUTOVER
                        ? Stream.concat(Stream.of(phase(phase)), rollBacks().stream())
                        : Stream.of(phase(phase)))
                .toList();
    }

    private Optional<PhaseRow> rollBacks() {
        List<RollBack> all = state.chronicle().rollBacks();
        return all.isEmpty() ? Optional.empty() : Optional.of(row(all));
    }

    private static PhaseRow row(List<RollBack> all) {
        RollBack last = all.get(all.size() - 1);
        Times times = new Times(all.get(0).begun(), last.begun(), last.ended(), all.size());
        return row(Messages.text("report.report-tables.roll-back"), last.status(), Optional.of(times));
    }

    private PhaseRow phase(Phase phase) {
        return row(
                phase.title(state.method()),
                state.status(phase),
                Optional.ofNullable(state.chronicle().phases().get(phase)));
    }

    private static PhaseRow row(String title, PhaseStatus status, Optional<Times> times) {
        return new PhaseRow(
                title,
                capital(status.word()),
                mark(status),
                times.map(known -> ReportPage.MOMENT.format(known.last())).orElse(""),
                times.flatMap(Times::ended).map(ReportPage.MOMENT::format).orElse(""),
                times.flatMap(known -> known.ended().map(ended -> Duration.between(known.last(), ended)))
                        .map(Quantities::duration)
                        .orElse(""),
                times.filter(known -> known.runs() > 1)
                        .map(known -> Messages.plural(
                                "report.report-tables.times-since",
                                known.runs(),
                                ReportPage.MOMENT.format(known.first())))
                        .orElse(""));
    }

    List<RemedyRunRow> remedyRuns() {
        return state.chronicle().remedies().stream()
                .map(run -> new RemedyRunRow(
                        ReportPage.MOMENT.format(run.at()),
                        run.remedy().side().on(),
                        run.remedy().effect(),
                        run.remedy().sql(),
                        run.undoneAt().map(ReportPage.MOMENT::format).orElse("")))
                .toList();
    }

    List<StepRow> steps() {
        return state.steps().entrySet().stream()
                .map(entry -> step(
                        stepTitles.getOrDefault(
                                entry.getKey(), capital(entry.getKey().replace('-', ' '))),
                        entry.getValue()))
                .toList();
    }

    List<TableRow> compared() {
        return state.verification().stream()
                .flatMap(verification -> Stream.concat(
                        verification.tables().stream().map(ReportTables::table),
                        verification.objects().stream().map(ReportTables::object)))
                .toList();
    }

    List<SequenceRow> sequences() {
        return state.sequences().stream().map(ReportTables::sequence).toList();
    }

    /** @param passed whether those that found nothing, or all others */
    List<FindingRow> findings(boolean passed) {
        return state.findings().stream()
                .filter(finding -> (finding.severity() == Severity.PASSED) == passed)
                .sorted(Comparator.comparingInt(finding -> Severity.MOST_URGENT_FIRST.indexOf(finding.severity())))
                .map(ReportTables::finding)
                .toList();
    }

    List<Fact> schemaCounts() {
        return Arrays.stream(Result.values())
                .filter(result -> state.outcomes().count(result) > 0)
                .map(result -> new Fact(
                        result.title(), Quantities.count(state.outcomes().count(result))))
                .toList();
    }

    /**
     * What is not on the target as it is on the source. With the two definitions only of kinds that hold nobody's password:
     * options of a foreign server and the text of a function may.
     */
    List<SchemaRow> schemaTrouble() {
        return state.schema().stream()
                .filter(outcome -> outcome.result() != Result.CREATED && outcome.result() != Result.ALREADY_THERE)
                .sorted(Comparator.comparing(
                                (SchemaOutcome outcome) -> !outcome.result().isFailure())
                        .thenComparing(SchemaOutcome::result))
                .map(outcome -> new SchemaRow(
                        kind(outcome.kind()),
                        outcome.name(),
                        outcome.result().title(),
                        outcome.result().isFailure() ? "bad" : "unsure",
                        outcome.message(),
                        outcome.result().isFailure() || outcome.result() == Result.DIFFERENT
                                ? outcome.result().advice()
                                : "",
                        WITHOUT_SECRETS.contains(outcome.kind()) ? outcome.differences() : List.of()))
                .toList();
    }

    /** What a person wrote instead of the source's definition. */
    List<EditedRow> schemaEdited() {
        return state.schema().stream()
                .filter(SchemaOutcome::isEdited)
                .map(outcome -> new EditedRow(kind(outcome.kind()), outcome.name(), outcome.sql()))
                .toList();
    }

    private static StepRow step(String title, StepState step) {
        return new StepRow(
                title,
                capital(step.status().word()),
                mark(step.status()),
                step.failure().map(Failure::sentence).orElse(""),
                step.failure().map(failure -> String.join(" ", failure.lines())).orElse(""));
    }

    private static TableRow table(TableComparison compared) {
        return new TableRow(
                compared.table().toString(),
                count(compared.sourceRows()),
                count(compared.targetRows()),
                compared.verdict().title(),
                mark(compared.verdict()),
                compared.note());
    }

    private static TableRow object(ObjectComparison compared) {
        return new TableRow(
                compared.kind().title() + ": " + compared.name(),
                "",
                "",
                compared.verdict().title(),
                mark(compared.verdict()),
                compared.note());
    }

    private static SequenceRow sequence(SequenceValue value) {
        return new SequenceRow(
                value.sequence().toString(),
                last(value.sourceLast()),
                last(value.planned()),
                Messages.text(value.exact() ? "report.report-tables.exact" : "report.report-tables.safely-ahead"),
                value.note());
    }

    static FindingRow finding(Finding finding) {
        return new FindingRow(
                finding.severity().title(),
                mark(finding.severity()),
                finding.checkId(),
                finding.sentence(),
                finding.advice(),
                finding.details(),
                finding.remedy().stream().map(ReportTables::remedy).toList());
    }

    private static RemedyRow remedy(Remedy remedy) {
        String who = Messages.text(
                remedy.forAdministrator()
                        ? "report.report-tables.for-an-administrator"
                        : "report.report-tables.remedy");
        return new RemedyRow(who, remedy.side().on(), remedy.effect(), remedy.sql(), remedy.undo());
    }

    private static String mark(PhaseStatus status) {
        return switch (status) {
            case DONE -> "good";
            case FAILED, BLOCKED -> "bad";
            case RUNNING, CANCELLED -> "unsure";
            case NOT_STARTED -> "quiet";
        };
    }

    private static String mark(StepStatus status) {
        return switch (status) {
            case DONE, ALREADY_DONE -> "good";
            case FAILED -> "bad";
            case RUNNING, CANCELLED, SKIPPED -> "unsure";
            case PENDING, UNDONE -> "quiet";
        };
    }

    private static String mark(TableComparison.Verdict verdict) {
        return switch (verdict) {
            case EQUAL -> "good";
            case DIFFERS -> "bad";
            case NOT_VERIFIED -> "unsure";
        };
    }

    private static String mark(Severity severity) {
        return switch (severity) {
            case PASSED -> "good";
            case NOTE -> "quiet";
            case WARNING, UNKNOWN -> "unsure";
            case BLOCKER -> "bad";
        };
    }

    private static String count(OptionalLong rows) {
        return rows.isPresent() ? Quantities.count(rows.getAsLong()) : UNKNOWN;
    }

    private static String last(OptionalLong value) {
        return value.isPresent()
                ? Quantities.count(value.getAsLong())
                : Messages.text("report.report-tables.never-used");
    }

    /** Of an object of the schema, as it stands in a sentence. */
    static String kind(String kind) {
        return kind.toLowerCase(Locale.ROOT);
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
