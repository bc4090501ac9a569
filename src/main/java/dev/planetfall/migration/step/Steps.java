package dev.planetfall.migration.step;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.Phase;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every step, in the order in which they run. */
public final class Steps {
    public static final List<Step> ALL = List.of(
            new ConnectStep(),
            new MeasureDiskStep(),
            new CopySchemaStep(),
            new CreateMarkerStep(),
            new CreatePublicationStep(),
            new FreezeForCopyStep(),
            new CopyRowsStep(),
            new CreateSubscriptionStep(),
            new WaitForCopyStep(),
            new CatchUpStep(),
            new CopyLargeObjectsStep(),
            new FillMaterializedViewsStep(),
            new AnalyzeTargetStep(),
            new CompareRowsStep(),
            new AdvanceSequencesStep(),
            new CompareSchemasStep(),
            new CheckReplicationStep(),
            new PrepareWayBackStep(),
            new CheckFreezeStep(),
            new FreezeWritesStep(true),
            new DrainStep(),
            new UpdateLargeObjectsStep(),
            new CopyUnloggedRowsStep(),
            new SetSequencesStep(),
            new RefreshMaterializedViewsStep(),
            new CompareFrozenRowsStep(),
            new ArmWayBackStep(),
            new HandOverStep(),
            new SearchServersStep(),
            new DropWayBackStep(),
            new DropSubscriptionStep(),
            new DropPublicationStep(),
            new ForgetLargeObjectsStep(),
            new DropMarkerStep(),
            new ListLeftoversStep());

    /** What a roll back does after a cutover that keeps the source in step: the same the other way round. */
    public static final List<Step> ROLL_BACK = List.of(
            new RollBackStep(new CheckReplicationStep(), Messages.text("step.steps.look-whether-the-source-keeps")),
            new RollBackStep(
                    new PrepareWayBackStep(), Messages.text("step.steps.prepare-replication-to-planetscale-again")),
            new RollBackStep(new FreezeWritesStep(true), Messages.text("step.steps.stop-writes-on-planetscale")),
            new RollBackStep(new DrainStep(), Messages.text("step.steps.wait-until-the-source-has")),
            new RollBackStep(new CopyUnloggedRowsStep(), Messages.text("step.steps.copy-the-rows-of-unlogged")),
            new RollBackStep(new SetSequencesStep(), Messages.text("step.steps.set-the-sources-sequences-exactly")),
            new RollBackStep(new ArmWayBackStep(), Messages.text("step.steps.let-planetscale-follow-the-source")),
            new HandBackStep());

    /** What a step does, for people, by its id; those of a roll back name the servers the other way round. */
    public static final Map<String, String> TITLES = Stream.concat(ALL.stream(), ROLL_BACK.stream())
            .collect(Collectors.toUnmodifiableMap(Step::id, Step::title));

    private Steps() {}

    /** The steps of one phase, in order. */
    public static List<Step> of(Method method, Phase phase) {
        return ALL.stream()
                .filter(step -> step.phase() == phase && step.serves(method))
                .toList();
    }
}
