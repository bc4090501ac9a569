package dev.planetfall.cli;

import dev.planetfall.migration.CutoverEvent.CutoverRehearsed;
import dev.planetfall.migration.CutoverEvent.Drained;
import dev.planetfall.migration.CutoverEvent.FreezeBegun;
import dev.planetfall.migration.CutoverEvent.FreezeLifted;
import dev.planetfall.migration.CutoverEvent.TargetReady;
import dev.planetfall.migration.CutoverEvent.WritersGone;
import dev.planetfall.migration.Diagnosis;
import dev.planetfall.migration.DiskNeed;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationEvent.DiskMeasured;
import dev.planetfall.migration.MigrationEvent.FindingReported;
import dev.planetfall.migration.MigrationEvent.LeftoversListed;
import dev.planetfall.migration.MigrationEvent.PhaseEnded;
import dev.planetfall.migration.MigrationEvent.SchemaObjectApplied;
import dev.planetfall.migration.MigrationEvent.SchemaRead;
import dev.planetfall.migration.MigrationEvent.SequencesSet;
import dev.planetfall.migration.MigrationEvent.ServersDescribed;
import dev.planetfall.migration.MigrationEvent.StepFailed;
import dev.planetfall.migration.MigrationEvent.StepFinished;
import dev.planetfall.migration.MigrationEvent.StepProgressed;
import dev.planetfall.migration.MigrationEvent.StepStarted;
import dev.planetfall.migration.MigrationEvent.ViewsRefreshed;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.Progress;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.ReplicationEvent.MeasurementFailed;
import dev.planetfall.migration.ReplicationEvent.ReplicationMeasured;
import dev.planetfall.migration.ReplicationEvent.SchemaComparisonFailed;
import dev.planetfall.migration.ReplicationEvent.SchemaDriftFound;
import dev.planetfall.migration.ReplicationEvent.SchemaMended;
import dev.planetfall.migration.ReplicationEvent.SchemasAgreed;
import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.migration.SafetyEvent.AlarmCleared;
import dev.planetfall.migration.SafetyEvent.AlarmRaised;
import dev.planetfall.migration.SafetyEvent.Diagnosed;
import dev.planetfall.migration.SafetyEvent.ReplicationPaused;
import dev.planetfall.migration.SafetyEvent.ReplicationResumed;
import dev.planetfall.migration.SchemaDifference;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.migration.StepStatus;
import dev.planetfall.migration.TableComparison.Verdict;
import dev.planetfall.migration.TableCopy;
import dev.planetfall.migration.Verification;
import dev.planetfall.migration.VerificationEvent.ComparisonSkipped;
import dev.planetfall.migration.VerificationEvent.RowsRepaired;
import dev.planetfall.migration.VerificationEvent.TablesCompared;
import dev.planetfall.migration.ViewRefresh;
import dev.planetfall.migration.WayBackEvent.RolledBack;
import dev.planetfall.migration.WayBackEvent.WayBackArmed;
import dev.planetfall.migration.WayBackEvent.WayBackRetired;
import dev.planetfall.migration.WayBackEvent.WayBackStopped;
import dev.planetfall.migration.step.Steps;
import dev.planetfall.postgres.ServerFacts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people read of each kind of event; kinds that are absent say nothing. */
final class EventLines {
    private static final int MOST_DETAILS = 20;

    private final Map<Class<?>, BiFunction<MigrationEvent, MigrationState, List<String>>> lines = new HashMap<>();

    EventLines() {
        say(PhaseEnded.class, EventLines::phaseEnded);
        say(
                ServersDescribed.class,
                (event, state) ->
                        List.of("Source: " + server(event.source()), "PlanetScale: " + server(event.target())));
        say(FindingReported.class, (event, state) -> finding(event.finding()));
        say(
                DiskMeasured.class,
                (event, state) -> List.of("%s measured; give PlanetScale a disk of %d GB"
                        .formatted(
                                Quantities.bytes(event.size().measuredBytes()),
                                new DiskNeed(event.size(), state.writeRate()).recommendedGigabytes())));
        say(StepStarted.class, (event, state) -> List.of(title(event.stepId())));
        say(StepFinished.class, (event, state) -> stepFinished(event));
        say(
                StepFailed.class,
                (event, state) -> Stream.concat(
                                Stream.of("Failed: " + event.failure().sentence()),
                                event.failure().lines().stream().map(CommandLineAdvice::of))
                        .toList());
        say(StepProgressed.class, (event, state) -> List.of(progress(event.progress())));
        say(
                SchemaRead.class,
                (event, state) -> List.of("The schema was read with %s. %s"
                        .formatted(
                                event.reader().reader().title(), event.reader().reason())));
        say(SchemaObjectApplied.class, (event, state) -> object(event.outcome()));
        say(ReplicationMeasured.class, (event, state) -> List.of(replication(event.status())));
        say(MeasurementFailed.class, (event, state) -> List.of(event.sentence()));
        sayOfSchemas();
        sayOfSafety();
        say(ComparisonSkipped.class, (event, state) -> List.of("The rows are not compared before the cutover"));
        say(RowsRepaired.class, (event, state) -> List.of(event.repair().statement()));
        say(TablesCompared.class, (event, state) -> compared(event.verification(), state));
        say(
                SequencesSet.class,
                (event, state) -> List.of(Quantities.count(event.values().size(), "sequence") + " set on PlanetScale"));
        say(ViewsRefreshed.class, (event, state) -> views(event.views()));
        sayOfCutover();
    }

    private void sayOfSchemas() {
        say(SchemaDriftFound.class, (event, state) -> DriftLines.of(event.drift(), state.method()));
        say(
                SchemasAgreed.class,
                (event, state) -> List.of(
                        "The schemas of both servers agree" + state.outcomes().exceptions()));
        say(SchemaMended.class, (event, state) -> DriftLines.mended(event.statements()));
        say(SchemaComparisonFailed.class, (event, state) -> List.of(event.sentence()));
    }

    private void sayOfSafety() {
        say(
                AlarmRaised.class,
                (event, state) -> List.of(
                        event.alarm().level().title() + ": " + event.alarm().sentence(),
                        "  " + event.alarm().advice()));
        say(
                AlarmCleared.class,
                (event, state) -> List.of("Over: " + event.alarm().sentence()));
        say(Diagnosed.class, (event, state) -> diagnosis(event.diagnosis()));
        say(ReplicationPaused.class, (event, state) -> List.of("Replication is paused; the source keeps every change"));
        say(ReplicationResumed.class, (event, state) -> List.of("Replication goes on"));
    }

    private static List<String> diagnosis(Diagnosis found) {
        List<String> said = new ArrayList<>(List.of("Why it is slow: " + found.sentence()));
        found.evidence().forEach(fact -> said.add("  " + fact));
        said.add("  " + found.advice());
        return said;
    }

    private void sayOfCutover() {
        say(FreezeBegun.class, (event, state) -> CutoverLines.of(event));
        say(FreezeLifted.class, (event, state) -> CutoverLines.of(event));
        say(WritersGone.class, (event, state) -> CutoverLines.of(event));
        say(Drained.class, (event, state) -> CutoverLines.of(event));
        say(TargetReady.class, (event, state) -> CutoverLines.ready(state.cutover()));
        say(CutoverRehearsed.class, (event, state) -> CutoverLines.of(event.rehearsal()));
        say(WayBackArmed.class, (event, state) -> List.of("The source follows PlanetScale from now on"));
        say(WayBackStopped.class, (event, state) -> List.of("The source does not follow PlanetScale any more"));
        say(WayBackRetired.class, (event, state) -> List.of("The way back was given up"));
        say(
                RolledBack.class,
                (event, state) -> CutoverLines.rolledBack(state.wayBack().times()));
        say(
                LeftoversListed.class,
                (event, state) -> Stream.concat(
                                event.leftovers().isEmpty()
                                        ? Stream.of("Nothing of the migration is left on either server")
                                        : event.leftovers().stream().map(left -> "Still there: " + left),
                                state.remnants().map(RemnantLines::others).stream()
                                        .flatMap(List::stream))
                        .toList());
    }

    private static List<String> views(List<ViewRefresh> views) {
        return views.stream()
                .map(view -> view.failed()
                        ? "Materialized view " + view.view() + " could not be refreshed: " + view.problem()
                        : "Materialized view " + view.view() + " refreshed in " + Quantities.duration(view.took()))
                .toList();
    }

    /** Lines for the event that made the state, most often none. */
    List<String> of(MigrationEvent event, MigrationState state) {
        return Optional.ofNullable(lines.get(event.getClass()))
                .map(lines -> lines.apply(event, state))
                .orElse(List.of());
    }

    private <E extends MigrationEvent> void say(Class<E> kind, BiFunction<E, MigrationState, List<String>> words) {
        lines.put(kind, (event, state) -> words.apply(kind.cast(event), state));
    }

    private static List<String> phaseEnded(PhaseEnded event, MigrationState state) {
        Stream<String> schema =
                event.phase() == Phase.SCHEMA && state.outcomes().size() > 0 ? schema(state) : Stream.empty();
        Stream<String> trouble = event.status() == PhaseStatus.DONE
                ? Stream.empty()
                : Stream.of("%s: %s".formatted(event.phase().title(state.method()), words(event.status())));
        return Stream.concat(schema, trouble).toList();
    }

    /** How many objects there are of which kind, and what to do about those that need somebody. */
    private static Stream<String> schema(MigrationState state) {
        List<Result> met = Arrays.stream(Result.values())
                .filter(result -> state.outcomes().count(result) > 0)
                .toList();
        String counts = met.stream()
                .map(result -> result.title().toLowerCase(Locale.ROOT) + " "
                        + Quantities.count(state.outcomes().count(result)))
                .collect(Collectors.joining(", ", "Objects: ", ""));
        Stream<String> advice = met.stream()
                .filter(result -> !result.advice().isEmpty())
                .map(result -> result.title() + ": " + result.advice());
        return Stream.concat(Stream.of(counts), advice);
    }

    private static String server(ServerFacts facts) {
        return "PostgreSQL %s, database %s of %s, as %s"
                .formatted(
                        facts.version(),
                        facts.database(),
                        Quantities.bytes(facts.databaseBytes()),
                        facts.role().name());
    }

    private static List<String> finding(Finding finding) {
        List<String> said = new ArrayList<>();
        said.add("%s: %s %s".formatted(finding.severity().title(), finding.sentence(), finding.advice()));
        finding.details().stream().limit(MOST_DETAILS).forEach(detail -> said.add("  " + detail));
        if (finding.details().size() > MOST_DETAILS) {
            said.add("  and %d more".formatted(finding.details().size() - MOST_DETAILS));
        }
        finding.remedy().ifPresent(remedy -> {
            said.add("  To mend it, run this on %s. %s".formatted(remedy.side().named(), remedy.effect()));
            remedy.sql().lines().forEach(line -> said.add("    " + line));
        });
        return said;
    }

    private static List<String> stepFinished(StepFinished event) {
        return event.status() == StepStatus.DONE
                ? List.of()
                : List.of(title(event.stepId()) + ": " + words(event.status()));
    }

    private static List<String> object(SchemaOutcome outcome) {
        if (outcome.result() == Result.CREATED || outcome.result() == Result.ALREADY_THERE) {
            return List.of();
        }
        String what = outcome.result().title() + ": " + outcome.key();
        List<String> said =
                new ArrayList<>(List.of(outcome.message().isEmpty() ? what : what + ". " + outcome.message()));
        outcome.differences().stream().limit(MOST_DETAILS).forEach(difference -> said.addAll(both(difference)));
        if (outcome.differences().size() > MOST_DETAILS) {
            said.add("  and %d more".formatted(outcome.differences().size() - MOST_DETAILS));
        }
        return said;
    }

    private static List<String> both(SchemaDifference difference) {
        List<String> said = new ArrayList<>(List.of("  " + difference.what(), "    On the source:"));
        difference.shownOnSource().lines().forEach(line -> said.add("      " + line));
        said.add("    On PlanetScale:");
        difference.shownOnTarget().lines().forEach(line -> said.add("      " + line));
        if (!difference.mending().isEmpty()) {
            said.add("    To mend it, run this on PlanetScale and try again:");
            difference.mending().lines().forEach(line -> said.add("      " + line));
        }
        return said;
    }

    private static String progress(Progress progress) {
        String amount = progress.amount();
        return amount.isEmpty() ? progress.label() : progress.label() + ": " + amount;
    }

    private static String replication(ReplicationStatus status) {
        String lag = status.lagBytes().isPresent()
                ? ", " + Quantities.bytes(status.lagBytes().getAsLong()) + " behind"
                : "";
        return "%d of %d tables live, %s of %s copied%s"
                .formatted(
                        status.tablesIn(TableCopy.State.READY),
                        status.tables().size(),
                        Quantities.bytes(status.bytesCopied()),
                        Quantities.bytes(status.bytesTotal()),
                        lag);
    }

    /** The sentence of the final comparison is the {@link Narrator}'s. */
    private static List<String> compared(Verification verification, MigrationState state) {
        List<String> said = new ArrayList<>();
        if (!verification.whileFrozen()) {
            said.add(verification.sentence()
                    + (state.method().stopsWriters()
                            ? " (the cutover compares once more, when nobody writes)"
                            : " (later writes stay behind)"));
        }
        verification.tables().stream()
                .filter(table -> table.verdict() != Verdict.EQUAL)
                .map(table -> "%s: %s %s"
                        .formatted(table.verdict().title(), table.table(), table.note())
                        .strip())
                .forEach(said::add);
        if (verification.count(Verdict.DIFFERS) > 0 && state.method().stopsWriters()) {
            said.add("  The Verify page of the window shows the values of these rows and repairs them.");
        }
        verification.objectsToLookAt().stream()
                .map(object -> "%s: %s %s: %s"
                        .formatted(
                                object.verdict().title(),
                                object.kind().title().toLowerCase(Locale.ROOT),
                                object.name(),
                                object.note()))
                .forEach(said::add);
        return said;
    }

    private static String title(String stepId) {
        return Steps.TITLES.getOrDefault(stepId, stepId);
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
