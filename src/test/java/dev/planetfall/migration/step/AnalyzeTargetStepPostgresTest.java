package dev.planetfall.migration.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TwoPostgresExtension.class)
@Timeout(60)
class AnalyzeTargetStepPostgresTest {
    @Test
    void goesOnAfterItsSessionWasEnded(TwoPostgres servers) {
        RecordingContext context = servers.context();
        AnalyzeTargetStep step = new AnalyzeTargetStep();
        servers.targetDatabase()
                .useSession(session ->
                        session.execute("CREATE TABLE item (id int); INSERT INTO item SELECT generate_series(1, 100)"));
        CompletableFuture<Void> run = servers.targetDatabase().withSession(holder -> {
            holder.execute("BEGIN; LOCK TABLE item IN SHARE UPDATE EXCLUSIVE MODE");
            CompletableFuture<Void> begun = CompletableFuture.runAsync(() -> step.run(context));
            endAnalyze(servers, context);
            holder.execute("ROLLBACK");
            return begun;
        });
        run.join();

        assertThat(context.progress())
                .anyMatch(told -> told.label().equals("PlanetScale went away; this goes on when it is back"));
        assertThat(step.isDone(context)).isTrue();
    }

    private static void endAnalyze(TwoPostgres servers, RecordingContext context) {
        List<Boolean> ended = List.of();
        while (ended.isEmpty()) {
            context.pause(Duration.ofMillis(50));
            ended = servers.targetAdmin()
                    .withSession(session -> session.query(
                            "SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity WHERE query LIKE 'ANALYZE%'"
                                    + " AND wait_event_type = 'Lock' AND datname = current_database()",
                            row -> row.flag("ended")));
        }
    }
}
