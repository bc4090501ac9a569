package dev.planetfall.migration.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Method;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.SchemaKey;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.migration.step.Steps;
import dev.planetfall.postgres.Database;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TwoPostgresExtension.class)
class BuildBesideVacuumPostgresTest {
    /** Each of these hundreds of pages costs autovacuum a rest of 0.4 s. */
    private static final String SLOWLY_VACUUMED = """
            INSERT INTO visit SELECT n, n FROM generate_series(1, 100000) n;
            DELETE FROM visit WHERE id % 2 = 0;
            ALTER TABLE visit SET (autovacuum_vacuum_cost_delay = 100, autovacuum_vacuum_cost_limit = 1);
            """;

    private static final String IS_VACUUMED = """
            SELECT EXISTS (SELECT FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
              WHERE l.relation = 'visit'::regclass AND l.mode = 'ShareUpdateExclusiveLock'
                AND a.backend_type = 'autovacuum worker') AS found
            """;

    @Test
    @Timeout(60)
    void makesAutovacuumGiveWay(TwoPostgres servers) {
        servers.sourceDatabase()
                .useSession(source -> source.execute(
                        "CREATE TABLE visit (id int PRIMARY KEY, n int); CREATE INDEX visit_n ON visit (n)"));
        RecordingContext context = servers.context();
        Steps.of(Method.LOGICAL_REPLICATION, Phase.SCHEMA).forEach(step -> step.run(context));
        Database admin = servers.targetAdmin();
        admin.useSession(target -> target.execute("ALTER SYSTEM SET autovacuum_naptime = '1s'"));
        try {
            admin.useSession(target -> target.execute("SELECT pg_reload_conf(); " + SLOWLY_VACUUMED));
            while (!admin.withSession(target -> target.queryOne(IS_VACUUMED, row -> row.flag("found")))) {
                context.pause(Duration.ofMillis(100));
            }

            try (DeferredBuild build = DeferredBuild.of(context)) {
                build.finish(Duration.ofMillis(100));
            }
        } finally {
            admin.useSession(target -> target.execute("ALTER SYSTEM RESET autovacuum_naptime"));
            admin.useSession(target -> target.execute("SELECT pg_reload_conf()"));
        }

        assertThat(context.state().outcomes().find(new SchemaKey("INDEX", "public.visit_n")))
                .hasValueSatisfying(index -> assertThat(index.result()).isEqualTo(Result.CREATED));
    }
}
