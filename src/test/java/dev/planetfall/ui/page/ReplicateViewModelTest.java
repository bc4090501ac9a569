package dev.planetfall.ui.page;

import static dev.planetfall.ui.page.Story.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.ReplicationEvent.SchemaComparisonFailed;
import dev.planetfall.migration.ReplicationEvent.SchemaDriftFound;
import dev.planetfall.migration.ReplicationEvent.SchemasAgreed;
import dev.planetfall.migration.SchemaDrift;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplicateViewModelTest {
    private static final SchemaDrift DRIFT =
            new SchemaDrift(List.of("column public.customer.phone"), List.of(), List.of());

    private final ReplicateViewModel model = new ReplicateViewModel();
    private final MigrationState replicating = Story.fold(Story.readyToCutOver());

    @Test
    void warnsWhileTheSchemasHaveComeApart() {
        assertThat(drift(replicating)).isEmpty();

        MigrationState apart = replicating.after(new SchemaDriftFound(START, DRIFT));

        assertThat(drift(apart))
                .isEqualTo("The schemas have come apart in 1 place, listed below. The cutover waits until they agree.");
        assertThat(drift(apart.after(new SchemasAgreed(START)))).isEmpty();
    }

    @Test
    void saysWhenTheSchemasCouldNotBeCompared() {
        MigrationState unknown = replicating.after(new SchemaComparisonFailed(START, "It took too long."));

        assertThat(drift(unknown)).isEqualTo("It took too long. It is tried again every minute.");
        assertThat(drift(unknown.after(new SchemasAgreed(START)))).isEmpty();
    }

    @Test
    void isSilentOnceWritersAreStopped() {
        MigrationState frozen = replicating.after(new SchemaDriftFound(START, DRIFT));
        for (var event : Story.frozen()) {
            frozen = frozen.after(event);
        }

        assertThat(drift(frozen)).isEmpty();
    }

    private String drift(MigrationState state) {
        model.show(state, List.of(), false);
        return model.driftProperty().get();
    }
}
