package dev.planetfall.report;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.DiskNeed;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.Repair;
import dev.planetfall.migration.SchemaDrift;
import dev.planetfall.migration.SchemaMend;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.SearchedServer;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.Verification;
import dev.planetfall.postgres.ServerFacts;
import dev.planetfall.report.ReportTables.EditedRow;
import dev.planetfall.report.ReportTables.FindingRow;
import dev.planetfall.report.ReportTables.PhaseRow;
import dev.planetfall.report.ReportTables.RemedyRunRow;
import dev.planetfall.report.ReportTables.SchemaRow;
import dev.planetfall.report.ReportTables.SequenceRow;
import dev.planetfall.report.ReportTables.StepRow;
import dev.planetfall.report.ReportTables.TableRow;
import dev.planetfall.report.StatementTables.ServerRows;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that the template prints, as text. Names of components are names in the template.
 *
 * @param verdictMark the style class of the verdict: {@code good}, {@code bad} or {@code unsure}
 * @param leftoversText one sentence; the list follows when there is any
 */
record ReportPage(
        String title,
        String migrationId,
        String createdAt,
        String programVersion,
        String verdict,
        String verdictMark,
        List<Fact> facts,
        List<String> outstanding,
        List<PhaseRow> phases,
        List<Fact> cutover,
        List<Fact> wayBack,
        List<Fact> rehearsal,
        String frozenWarning,
        List<TableRow> tables,
        String comparisonNote,
        List<String> repairs,
        List<SequenceRow> sequences,
        String unchecked,
        List<FindingRow> findings,
        List<FindingRow> passed,
        List<String> decisions,
        List<RemedyRunRow> remedyRuns,
        List<ChartPicture> charts,
        List<Fact> disk,
        List<Fact> schemaCounts,
        String schemaReader,
        List<SchemaRow> schemaTrouble,
        String driftNote,
        List<String> drift,
        String driftSql,
        String mended,
        List<EditedRow> schemaEdited,
        List<StepRow> steps,
        List<ServerRows> statements,
        String leftoversText,
        List<String> leftovers) {
    static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** A label and its value. */
    record Fact(String label, String value) {}

    static ReportPage of(MigrationState state, Imprint imprint) {
        ReportTables tables = new ReportTables(state, imprint.stepTitles());
        return new ReportPage(
                state.plan()
                        .map(MigrationPlan::name)
                        .orElse(Messages.text("report.report-page.no-migration-was-planned-yet")),
                state.plan().map(MigrationPlan::id).orElse(""),
                MOMENT.format(imprint.createdAt()),
                imprint.programVersion(),
                verdict(state),
                state.verification().map(ReportPage::mark).orElse("unsure"),
                facts(state, imprint.author()),
                Outstanding.of(state),
                tables.phases(),
                CutoverFacts.cutover(state),
                CutoverFacts.wayBack(state),
                CutoverFacts.rehearsal(state),
                state.writesFrozen() ? frozenWarning(state) : "",
                tables.compared(),
                comparisonNote(state),
                state.repairs().stream().map(Repair::statement).toList(),
                tables.sequences(),
                state.findings().isEmpty() ? Messages.text("report.report-page.the-checks-have-not-been") : "",
                tables.findings(false),
                tables.findings(true),
                Decisions.of(state),
                tables.remedyRuns(),
                ReportCharts.of(state),
                disk(state),
                tables.schemaCounts(),
                state.schemaReader()
                        .map(used -> Messages.text(
                                "report.report-page.read-with", used.reader().title(), used.reason()))
                        .orElse(""),
                tables.schemaTrouble(),
                driftNote(state),
                drift(state),
                SchemaMend.script(state.drift().map(SchemaDrift::statements).orElse(List.of())),
                SchemaMend.script(state.mended()),
                tables.schemaEdited(),
                tables.steps(),
                StatementTables.of(state.chronicle().statements().entries(), state.method()),
                leftoversText(state),
                state.leftovers().orElse(List.of()));
    }

    private static String verdict(MigrationState state) {
        String sentence = state.verification()
                .map(Verification::sentence)
                .orElse(Messages.text(
                        state.isComparisonSkipped()
                                ? "report.report-page.not-verified-the-comparison-before"
                                : "report.report-page.not-verified-the-tables-have"));
        return state.method().stopsWriters() || !state.isDone(Phase.CUTOVER)
                ? sentence
                : Messages.text("report.report-page.not-verified-against-later-writes");
    }

    private static String mark(Verification verification) {
        if (verification.isProven()) {
            return "good";
        }
        return verification.count(dev.planetfall.migration.TableComparison.Verdict.DIFFERS) > 0 ? "bad" : "unsure";
    }

    private static List<Fact> facts(MigrationState state, String author) {
        List<Fact> facts = new ArrayList<>();
        state.plan().ifPresent(plan -> {
            facts.add(
                    new Fact(Messages.text("report.report-page.source"), endpoint(plan, Side.SOURCE, state.source())));
            facts.add(new Fact("PlanetScale", endpoint(plan, Side.TARGET, state.target())));
            facts.add(new Fact(
                    Messages.text("report.report-page.method"), plan.method().title()));
            facts.add(new Fact(Messages.text("report.report-page.left-out-on-purpose"), leftOut(plan.scope())));
        });
        if (!author.isEmpty() && !facts.isEmpty()) {
            facts.add(new Fact(
                    Messages.text("report.report-page.carried-out-by"),
                    Messages.text("report.report-page.the-user-of-this-computer", author)));
        }
        state.startedAt()
                .ifPresent(at -> facts.add(new Fact(Messages.text("report.report-page.started"), MOMENT.format(at))));
        state.changedAt()
                .ifPresent(
                        at -> facts.add(new Fact(Messages.text("report.report-page.last-event"), MOMENT.format(at))));
        return facts;
    }

    private static String endpoint(MigrationPlan plan, Side side, Optional<ServerFacts> server) {
        return plan.settings(side).described()
                + server.map(facts -> Messages.text(
                                "report.report-page.postgresql",
                                facts.version(),
                                Quantities.bytes(facts.databaseBytes())))
                        .orElse(Messages.text("report.report-page.not-reached-yet"));
    }

    private static String leftOut(Scope scope) {
        List<String> names = Stream.concat(
                        scope.excludedSchemas().stream()
                                .sorted()
                                .map(schema -> Messages.text("report.report-page.schema", schema)),
                        scope.excludedTables().stream()
                                .sorted()
                                .map(table -> Messages.text("report.report-page.table", table)))
                .toList();
        return names.isEmpty() ? Messages.text("report.report-page.nothing") : String.join(", ", names);
    }

    private static String frozenWarning(MigrationState state) {
        return state.status(Phase.CUTOVER) == PhaseStatus.DONE
                ? Messages.text("report.report-page.the-source-refuses-writes-so")
                : Messages.text(
                        state.isFrozenForCopy()
                                ? "report.report-page.the-source-refuses-writes-since"
                                : "report.report-page.the-source-refuses-writes-although");
    }

    private static String comparisonNote(MigrationState state) {
        return state.verification()
                .filter(verification -> !verification.whileFrozen())
                .map(verification -> comparisonNote(state.method()))
                .orElse("");
    }

    private static String comparisonNote(Method method) {
        return switch (method) {
            case LOGICAL_REPLICATION, SNAPSHOT_COPY -> Messages.text("report.report-page.writes-went-on-during-this");
            case DUMP_AND_RESTORE -> Messages.text("report.report-page.this-comparison-was-a-trial");
            case STALE_COPY -> Messages.text("report.report-page.writes-went-on-after-the");
        };
    }

    private static String driftNote(MigrationState state) {
        return state.drift()
                .map(known -> known.isNone()
                        ? Messages.text(
                                "report.report-page.when-the-schemas-of-both-servers",
                                state.outcomes().exceptions())
                        : Messages.text("report.report-page.when-the-schemas-of-both"))
                .orElse("");
    }

    private static List<String> drift(MigrationState state) {
        return state.drift().map(SchemaDrift::sentences).orElse(List.of());
    }

    private static List<Fact> disk(MigrationState state) {
        return state.diskNeed().map(need -> disk(need, state)).orElse(List.of());
    }

    private static List<Fact> disk(DiskNeed need, MigrationState state) {
        long confirmed = state.plan().map(MigrationPlan::diskConfirmedGigabytes).orElse(0L);
        List<Fact> facts = new ArrayList<>(List.of(
                new Fact(
                        Messages.text("report.report-page.tables"),
                        Quantities.bytes(need.size().dataBytes())),
                new Fact(
                        Messages.text("report.report-page.indexes"),
                        Quantities.bytes(need.size().indexBytes())),
                new Fact(
                        Messages.text("report.report-page.largest-table-with-its-indexes"),
                        Quantities.bytes(need.size().largestTableBytes())),
                new Fact(
                        Messages.text("report.report-page.minimum-of-both", need.minimumPercent()),
                        Quantities.bytes(need.minimumBytes())),
                new Fact(
                        Messages.text("report.report-page.room-for-building-indexes-and"),
                        Quantities.bytes(need.workspaceBytes()))));
        if (state.method().replicates()) {
            facts.add(
                    new Fact(Messages.text("report.report-page.growth-in-a-day"), watched(need, need.growthPerDay())));
            facts.add(new Fact(
                    Messages.text("report.report-page.log-kept-by-the-source", Quantities.duration(need.copyTime())),
                    watched(need, need.logWhileCopying())));
        }
        facts.add(new Fact(Messages.text("report.report-page.recommended-disk"), need.recommendedGigabytes() + " GB"));
        facts.add(new Fact(
                Messages.text("report.report-page.disk-of-the-planetscale-database"),
                confirmed == 0 ? Messages.text("report.report-page.not-confirmed") : confirmed + " GB"));
        return facts;
    }

    private static String watched(DiskNeed need, long bytes) {
        return need.rate().isPresent()
                ? Messages.text("report.report-page.about", Quantities.bytes(bytes))
                : Messages.text("report.report-page.not-known-the-source-was");
    }

    private static String leftoversText(MigrationState state) {
        return state.leftovers()
                .map(left -> left.isEmpty()
                        ? Messages.text("report.report-page.both-servers-were-searched-nothing")
                        : Messages.text(
                                isPartly(state)
                                        ? "report.report-page.not-both-servers-could-be"
                                        : "report.report-page.both-servers-were-searched-still"))
                .orElse(Messages.text(
                        state.mayHoldSlot()
                                ? "report.report-page.nothing-was-cleaned-up-yet"
                                : "report.report-page.nobody-has-searched-the-servers"));
    }

    private static boolean isPartly(MigrationState state) {
        return state.remnants()
                .filter(found -> !found.servers().allMatch(SearchedServer::answered))
                .isPresent();
    }
}
