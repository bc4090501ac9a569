package dev.planetfall.migration.copy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.copy.ReturnObstacles.Obstacle;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TwoPostgresExtension.class)
class ReturnObstaclesPostgresTest {
    @Test
    void namesRolesOfPlanetScaleThatARollBackCouldNotStop(TwoPostgres servers) {
        RecordingContext context = new RecordingContext(PlanBuilder.from(servers.plan())
                .source(servers.sourceServer()
                        .superuserSettings(servers.sourceSettings().database()))
                .build()
                .orElseThrow());
        String user = servers.targetSettings().user();
        assertThat(ReturnObstacles.of(context)).isEmpty();
        admin(servers, "CREATE ROLE \"Own mind\" LOGIN");
        admin(servers, "ALTER ROLE \"Own mind\" SET default_transaction_read_only = off");
        try {
            assertThat(ReturnObstacles.of(context))
                    .containsExactly(new Obstacle(
                            "role " + user
                                    + " cannot stop the writers of PlanetScale but by taking rights from everybody that"
                                    + " replication needs, too: it may not change Own mind, which has a setting of its own for"
                                    + " default_transaction_read_only.",
                            "Let an administrator there take that setting away, or GRANT \"Own mind\" TO \"" + user
                                    + "\" WITH ADMIN OPTION."));

            admin(servers, "GRANT \"Own mind\" TO " + user + " WITH ADMIN OPTION");
            admin(servers, "ALTER ROLE " + user + " CREATEROLE");
            assertThat(ReturnObstacles.of(context)).isEmpty();
        } finally {
            admin(servers, "ALTER ROLE " + user + " NOCREATEROLE");
            admin(servers, "DROP ROLE \"Own mind\"");
        }
    }

    private static void admin(TwoPostgres servers, String sql) {
        servers.targetAdmin().useSession(session -> session.execute(sql));
    }
}
