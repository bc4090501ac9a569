package dev.planetfall.migration.step;

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
            new RollBackStep(new CheckReplicationStep(), "Look whether the source keeps up"),
            new RollBackStep(new PrepareWayBackStep(), "Prepare replication to PlanetScale again"),
            new RollBackStep(new FreezeWritesStep(true), "Stop writes on PlanetScale"),
            new RollBackStep(new DrainStep(), "Wait until the source has applied everything"),
            new RollBackStep(new CopyUnloggedRowsStep(), "Copy the rows of unlogged tables back"),
            new RollBackStep(new SetSequencesStep(), "Set the source's sequences exactly"),
            new RollBackStep(new ArmWayBackStep(), "Let PlanetScale follow the source again"),
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
