package dev.planetfall.migration.step;

import dev.planetfall.migration.Method;
import dev.planetfall.migration.Phase;
import java.util.List;

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
            new CheckFreezeStep(),
            new FreezeWritesStep(),
            new DrainStep(),
            new UpdateLargeObjectsStep(),
            new CopyUnloggedRowsStep(),
            new SetSequencesStep(),
            new RefreshMaterializedViewsStep(),
            new CompareFrozenRowsStep(),
            new DropSubscriptionStep(),
            new DropPublicationStep(),
            new ForgetLargeObjectsStep(),
            new DropMarkerStep(),
            new ListLeftoversStep());

    private Steps() {}

    /** The steps of one phase, in order. */
    public static List<Step> of(Method method, Phase phase) {
        return ALL.stream()
                .filter(step -> step.phase() == phase && step.serves(method))
                .toList();
    }
}
