package dev.planetfall.migration.step;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.SchemaDifference;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.migration.SchemaPlace;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.migration.schema.AcceptedDifferences;
import dev.planetfall.migration.schema.SchemaComparison;
import dev.planetfall.migration.schema.SchemaComparison.Difference;
import dev.planetfall.migration.schema.SchemaComparison.Missing;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Session;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether the target's schema is what it shall be: the source's, apart from what is left out, skipped or edited. The two
 * servers decide, not whether statements failed.
 */
public final class SchemaJudgement {

    private SchemaJudgement() {}

    /** Asks both servers; only the target, which has nothing yet as a rule, before anything was made. */
    static boolean isMade(MigrationContext context) {
        if (context.state().schema().isEmpty() && context.target().withReadOnlySession(SchemaJudgement::isBare)) {
            return false;
        }
        AcceptedDifferences accepted = accepted(context);
        SchemaComparison comparison = SchemaComparison.of(context, context::report);
        return context.state().schema().stream()
                        .noneMatch(outcome -> outcome.result().isFailure() || outcome.result() == Result.DIFFERENT)
                && accepted.missing(comparison).isEmpty()
                && accepted.differing(comparison).isEmpty();
    }

    private static boolean isBare(Session target) {
        return target.queryOne(
                "SELECT NOT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE "
                        + Catalog.USER_SCHEMAS + ") AS bare",
                row -> row.flag("bare"));
    }

    /**
     * Asks both servers.
     *
     * @throws StepFailedException with what is missing or differs, and what to do about it
     */
    public static void judge(MigrationContext context) {
        AcceptedDifferences accepted = accepted(context);
        SchemaComparison comparison = SchemaComparison.of(context, context::report);
        // Also of what the comparison does not know, because the catalog reader would not carry it over.
        requireNoFailure(context);
        Set<String> told = context.state().schema().stream()
                .filter(outcome -> outcome.result() == Result.DIFFERENT)
                .flatMap(outcome -> outcome.differences().stream())
                .map(SchemaDifference::what)
                .collect(Collectors.toSet());
        Map<Boolean, List<String>> missing = accepted.missing(comparison).stream()
                .map(Missing::what)
                .collect(Collectors.partitioningBy(told::contains));
        if (!missing.get(false).isEmpty()) {
            throw new StepFailedException(
                    Messages.text(
                            "step.schema-judgement.planetscale-lacks",
                            Listing.of(missing.get(false).stream()
                                    .map(SchemaPlace::named)
                                    .toList())),
                    Messages.text("step.schema-judgement.somebody-may-have-changed-the"));
        }
        requireSameDefinitions(missing.get(true), accepted.differing(comparison));
    }

    /**
     * Asks no server.
     *
     * @throws StepFailedException when an object failed that nobody mended or skipped
     */
    public static void requireNoFailure(MigrationContext context) {
        List<SchemaOutcome> failed = context.state().schema().stream()
                .filter(outcome -> outcome.result().isFailure())
                .toList();
        if (!failed.isEmpty()) {
            throw new StepFailedException(
                    Messages.text(
                            "step.schema-judgement.of-objects-could-not-be",
                            failed.size(),
                            context.state().outcomes().size(),
                            Listing.of(causesFirst(failed).toList())),
                    failed.stream().anyMatch(outcome -> outcome.result() == Result.DISK_FULL)
                            ? Result.DISK_FULL.advice()
                            : Messages.text("step.schema-judgement.mend-the-cause-of-each"));
        }
    }

    private static AcceptedDifferences accepted(MigrationContext context) {
        return AcceptedDifferences.of(context.state().schema());
    }

    private static Stream<String> causesFirst(List<SchemaOutcome> failed) {
        return Stream.concat(
                        failed.stream().filter(outcome -> outcome.result() != Result.WAITING),
                        failed.stream().filter(outcome -> outcome.result() == Result.WAITING))
                .map(SchemaJudgement::sentence);
    }

    private static void requireSameDefinitions(List<String> missing, List<Difference> differing) {
        List<String> all = Stream.concat(
                        missing.stream()
                                .map(what ->
                                        Messages.text("step.schema-judgement.is-missing", SchemaPlace.named(what))),
                        differing.stream().map(SchemaJudgement::shortly))
                .toList();
        if (!all.isEmpty()) {
            throw new StepFailedException(
                    Messages.text("step.schema-judgement.planetscale-already-had-objects-that", Listing.of(all)),
                    Messages.text("step.schema-judgement.the-schema-page-and-the"));
        }
    }

    /** Without the definitions, which can be long. */
    private static String shortly(Difference different) {
        return Messages.text(
                different.onSource().isEmpty()
                        ? "step.schema-judgement.is-only-on-planetscale"
                        : "step.schema-judgement.differs",
                SchemaPlace.named(different.what()));
    }

    private static String sentence(SchemaOutcome outcome) {
        return outcome.kind() + " " + outcome.name() + " ("
                + outcome.message().lines().findFirst().orElse(Messages.text("step.schema-judgement.no-reason-given"))
                + ")";
    }
}
