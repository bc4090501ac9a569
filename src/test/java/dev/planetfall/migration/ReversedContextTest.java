package dev.planetfall.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.postgres.ConnectionStrings;
import dev.planetfall.testing.RecordingContext;
import org.junit.jupiter.api.Test;

class ReversedContextTest {
    @Test
    void tellsWhoeverRollsBackToRollBackAgain() {
        MigrationContext context = new RecordingContext(new PlanBuilder("20260301_120000")
                .source(ConnectionStrings.parse("postgresql://ada@old.example.com/store")
                        .settings())
                .target(ConnectionStrings.parse("postgresql://ada@new.example.com/store")
                        .settings())
                .build()
                .orElseThrow());

        assertThat(context.again()).isEqualTo("cut over again");
        assertThat(context.reversed().again()).isEqualTo("roll back again");
        assertThat(context.reversed().reversed().again()).isEqualTo("cut over again");
    }
}
