package dev.planetfall.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Method;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.copy.SnapshotCopy;
import dev.planetfall.migration.step.Steps;
import dev.planetfall.postgres.Database;
import dev.planetfall.testing.PhaseRun;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;

/** A migration of three tables whose copy through this computer can be stopped in the middle. */
abstract class CopyInProgress {
    private static final String END = "SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity"
            + " WHERE datname = current_database() AND pid <> pg_backend_pid() AND ";

    RecordingContext context;
    int attempts;
    /** What a person read meanwhile. */
    final Set<String> told = new HashSet<>();

    @AfterEach
    final void takeBack() {
        PhaseRun.replicate(context).takeBack();
    }

    static void awaitLock(Database database) {
        database.useSession(session -> {
            while (session.query(
                            "SELECT 1 AS one FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
                            row -> row.number("one"))
                    .isEmpty()) {
                Gate.pause(20);
            }
        });
    }

    void prepare(TwoPostgres servers, Method method) {
        servers.sourceDatabase().useSession(session -> {
            session.execute(Stage.GATED_TABLE);
            session.execute(
                    "CREATE TABLE other (id int PRIMARY KEY); INSERT INTO other SELECT generate_series(1, 1000)");
            session.execute(
                    "CREATE TABLE third (id int PRIMARY KEY); INSERT INTO third SELECT generate_series(1, 1000)");
        });
        context = new RecordingContext(
                PlanBuilder.from(servers.plan()).method(method).build().orElseThrow());
        Steps.of(method, Phase.SCHEMA).forEach(step -> step.run(context));
        Steps.of(method, Phase.REPLICATE).stream()
                .takeWhile(step -> !step.id().equals("copy-rows") && !step.id().equals("create-subscription"))
                .forEach(step -> step.run(context));
    }

    /** Copies, and lets something happen while the first attempt is in the middle of a table. */
    void copyWith(TwoPostgres servers, Consumer<Gate> happening) throws InterruptedException {
        try (Gate gate = Gate.shut(servers.targetDatabase(), Stage.COPYING)) {
            copy(copy -> {
                if (attempts == 1) {
                    gate.awaitAnybody(servers.targetAdmin());
                    happening.accept(gate);
                    gate.open();
                }
            });
        }
    }

    void copy(Consumer<SnapshotCopy> beginning) {
        SnapshotCopy.run(context, copy -> {
            attempts++;
            beginning.accept(copy);
            while (!copy.isDone()) {
                copy.await(Duration.ofMillis(20));
                told.add(copy.progress("").label());
            }
        });
    }

    static void end(Database database, String which) {
        List<Boolean> ended = database.withSession(session -> session.query(END + which, row -> row.flag("ended")));
        // One that the others' end had ended before is no longer there to be ended.
        assertThat(ended).contains(true);
    }

    void assertWhole(TwoPostgres servers) {
        Steps.of(context.plan().method(), Phase.REPLICATE).stream()
                .filter(step -> !step.isDone(context))
                .forEach(step -> step.run(context));
        assertThat(Ground.rows(servers.targetDatabase())).isEqualTo(Ground.rows(servers.sourceDatabase()));
    }
}
