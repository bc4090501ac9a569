package dev.planetfall.cli;

import dev.planetfall.language.Messages;
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
                (event, state) -> List.of(
                        Messages.text("cli.event-lines.source", server(event.source())),
                        Messages.text("cli.event-lines.planetscale", server(event.target()))));
        say(FindingReported.class, (event, state) -> finding(event.finding()));
        say(
                DiskMeasured.class,
                (event, state) -> List.of(Messages.text(
                        "cli.event-lines.measured-give-planetscale-a-disk",
                        Quantities.bytes(event.size().measuredBytes()),
                        new DiskNeed(event.size(), state.writeRate()).recommendedGigabytes())));
        say(StepStarted.class, (event, state) -> List.of(title(event.stepId())));
        say(StepFinished.class, (event, state) -> stepFinished(event));
        say(
                StepFailed.class,
                (event, state) -> Stream.concat(
                                Stream.of(Messages.text(
                                        "cli.event-lines.failed",
                                        CommandLineAdvice.ofLogin(
                                                event.failure().sentence()))),
                                event.failure().lines().stream().map(CommandLineAdvice::of))
                        .toList());
        say(StepProgressed.class, (event, state) -> List.of(progress(event.progress())));
        say(
                SchemaRead.class,
                (event, state) -> List.of(Messages.text(
                        "cli.event-lines.the-schema-was-read-with",
                        event.reader().reader().title(),
                        event.reader().reason())));
        say(SchemaObjectApplied.class, (event, state) -> object(event.outcome()));
        say(ReplicationMeasured.class, (event, state) -> List.of(replication(event.status())));
        say(MeasurementFailed.class, (event, state) -> List.of(event.sentence()));
        sayOfSchemas();
        sayOfSafety();
        say(
                ComparisonSkipped.class,
                (event, state) -> List.of(Messages.text("cli.event-lines.the-rows-are-not-compared")));
        say(RowsRepaired.class, (event, state) -> List.of(event.repair().statement()));
        say(TablesCompared.class, (event, state) -> compared(event.verification(), state));
        say(
                SequencesSet.class,
                (event, state) -> List.of(Messages.plural(
                        "cli.event-lines.sequences-set-on-planetscale",
                        event.values().size())));
        say(ViewsRefreshed.class, (event, state) -> views(event.views()));
        sayOfCutover();
    }

    private void sayOfSchemas() {
        say(SchemaDriftFound.class, (event, state) -> DriftLines.of(event.drift(), state.method()));
        say(
                SchemasAgreed.class,
                (event, state) -> List.of(Messages.text(
                        "cli.event-lines.the-schemas-of-both-servers",
                        state.outcomes().exceptions())));
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
                (event, state) -> List.of(
                        Messages.text("cli.event-lines.over", event.alarm().sentence())));
        say(Diagnosed.class, (event, state) -> diagnosis(event.diagnosis()));
        say(
                ReplicationPaused.class,
                (event, state) -> List.of(Messages.text("cli.event-lines.replication-is-paused-the-source")));
        say(ReplicationResumed.class, (event, state) -> List.of(Messages.text("cli.event-lines.replication-goes-on")));
    }

    private static List<String> diagnosis(Diagnosis found) {
        List<String> said = new ArrayList<>(List.of(Messages.text("cli.event-lines.why-it-is-slow", found.sentence())));
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
        say(
                WayBackArmed.class,
                (event, state) -> List.of(Messages.text("cli.event-lines.the-source-follows-planetscale-from")));
        say(
                WayBackStopped.class,
                (event, state) -> List.of(Messages.text("cli.event-lines.the-source-does-not-follow")));
        say(WayBackRetired.class, (event, state) -> List.of(Messages.text("cli.event-lines.the-way-back-was-given")));
        say(
                RolledBack.class,
                (event, state) -> CutoverLines.rolledBack(state.wayBack().times()));
        say(
                LeftoversListed.class,
                (event, state) -> Stream.concat(
                                event.leftovers().isEmpty()
                                        ? Stream.of(Messages.text("cli.event-lines.nothing-of-the-migration-is"))
                                        : event.leftovers().stream()
                                                .map(left -> Messages.text("cli.event-lines.still-there", left)),
                                state.remnants().map(RemnantLines::others).stream()
                                        .flatMap(List::stream))
                        .toList());
    }

    private static List<String> views(List<ViewRefresh> views) {
        return views.stream()
                .map(view -> view.failed()
                        ? Messages.text("cli.event-lines.materialized-view-could-not-be", view.view(), view.problem())
                        : Messages.text(
                                "cli.event-lines.materialized-view-refreshed-in",
                                view.view(),
                                Quantities.duration(view.took())))
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
                : Stream.of("%s: %s"
                        .formatted(
                                event.phase().title(state.method()),
                                event.status().word()));
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
                .collect(Collectors.joining(", ", Messages.text("cli.event-lines.objects"), ""));
        Stream<String> advice = met.stream()
                .filter(result -> !result.advice().isEmpty())
                .map(result -> result.title() + ": " + result.advice());
        return Stream.concat(Stream.of(counts), advice);
    }

    private static String server(ServerFacts facts) {
        return Messages.text(
                "cli.event-lines.postgresql-database-of-as",
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
            said.add(Messages.text("cli.event-lines.and-more", finding.details().size() - MOST_DETAILS));
        }
        finding.remedy().ifPresent(remedy -> {
            said.add(Messages.text(
                    "cli.event-lines.to-mend-it-run-this-on", remedy.side().on(), remedy.effect()));
            remedy.sql().lines().forEach(line -> said.add("    " + line));
        });
        return said;
    }

    private static List<String> stepFinished(StepFinished event) {
        return event.status() == StepStatus.DONE
                ? List.of()
                : List.of(title(event.stepId()) + ": " + event.status().word());
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
            said.add(Messages.text(
                    "cli.event-lines.and-more", outcome.differences().size() - MOST_DETAILS));
        }
        return said;
    }

    private static List<String> both(SchemaDifference difference) {
        List<String> said =
                new ArrayList<>(List.of("  " + difference.named(), Messages.text("cli.event-lines.on-the-source")));
        difference.shownOnSource().lines().forEach(line -> said.add("      " + line));
        said.add(Messages.text("cli.event-lines.on-planetscale"));
        difference.shownOnTarget().lines().forEach(line -> said.add("      " + line));
        if (!difference.mending().isEmpty()) {
            said.add(Messages.text("cli.event-lines.to-mend-it-run-this"));
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
                ? Messages.text(
                        "cli.event-lines.behind",
                        Quantities.bytes(status.lagBytes().getAsLong()))
                : "";
        return Messages.text(
                "cli.event-lines.of-tables-live-of-copied",
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
            said.add(Messages.text(
                    state.method().stopsWriters()
                            ? "cli.event-lines.the-cutover-compares-once-more"
                            : "cli.event-lines.later-writes-stay-behind",
                    verification.sentence()));
        }
        verification.tables().stream()
                .filter(table -> table.verdict() != Verdict.EQUAL)
                .map(table -> "%s: %s %s"
                        .formatted(table.verdict().title(), table.table(), table.note())
                        .strip())
                .forEach(said::add);
        if (verification.count(Verdict.DIFFERS) > 0 && state.method().stopsWriters()) {
            said.add(Messages.text("cli.event-lines.the-verify-page-of-the"));
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
}
