package dev.planetfall.migration.copy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.CopyWorkers;
import dev.planetfall.migration.CopyWorkers.Place;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.migration.step.Step;
import dev.planetfall.migration.step.Steps;
import dev.planetfall.postgres.Database;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The setting changes while tables wait to be copied. */
@ExtendWith(TwoPostgresExtension.class)
class CopyWorkersPostgresTest {
    private static final String SETTING = "max_sync_workers_per_subscription";
    private static final List<String> TABLES =
            IntStream.rangeClosed(1, 6).mapToObj(n -> "t" + n).toList();

    private final List<Step> steps = new ArrayList<>(Steps.of(Method.LOGICAL_REPLICATION, Phase.REPLICATE));
    private RecordingContext context;
    private Database admin;

    @BeforeEach
    void makeTables(TwoPostgres servers) {
        context = servers.context();
        admin = servers.targetAdmin();
        for (Database database : List.of(servers.sourceDatabase(), servers.targetDatabase())) {
            database.useSession(session ->
                    TABLES.forEach(table -> session.execute("CREATE TABLE " + table + " (id int PRIMARY KEY)")));
        }
        servers.sourceDatabase()
                .useSession(session -> TABLES.forEach(table ->
                        session.execute("INSERT INTO " + table + " SELECT n FROM generate_series(1, 5000) n")));
    }

    @AfterEach
    void takeBack() {
        admin.useSession(session -> {
            session.execute("ALTER SYSTEM RESET " + SETTING);
            session.execute("SELECT pg_reload_conf()");
        });
        Collections.reverse(steps);
        steps.forEach(step -> step.undo(context));
    }

    @Test
    @PostgresPair(source = 15, target = 18)
    void followsTheSettingFromFifteen() {
        assertFollowsTheSetting();
    }

    @Test
    @PostgresPair(source = 18, target = 17)
    void followsTheSettingOnSeventeen() {
        assertFollowsTheSetting();
    }

    private void assertFollowsTheSetting() {
        set(1);
        context.target().useSession(holder -> {
            steps.stream()
                    .takeWhile(step -> !step.id().equals("create-subscription"))
                    .forEach(step -> step.run(context));
            holder.execute("BEGIN; LOCK TABLE " + TABLES.stream().collect(Collectors.joining(", ")) + " IN SHARE MODE");
            steps.stream()
                    .filter(step -> step.id().equals("create-subscription"))
                    .forEach(step -> step.run(context));

            assertThat(workers().map(CopyWorkersPostgresTest::withoutBytes))
                    .contains(new CopyWorkers(4, 1, SETTING, 1, 4, Place.TARGET, 0));
            assertThat(workers().orElseThrow().bytesWaiting()).isPositive();

            set(0);
            assertThat(workers().flatMap(CopyWorkers::sentence))
                    .contains("No table can be copied because " + SETTING + " is 0 on PlanetScale. Raise it to 4 in the"
                            + " cluster's parameters; it takes effect without a restart.");

            set(5);
            assertThat(workers().map(CopyWorkersPostgresTest::withoutBytes))
                    .contains(new CopyWorkers(4, 5, SETTING, 5, 4, Place.TARGET, 0));
            holder.execute("COMMIT");
        });
        set(1);
        steps.stream().filter(step -> step.id().equals("wait-for-copy")).forEach(step -> step.run(context));
        assertThat(workers()).isEmpty();
    }

    /** Others may wait for a copy as well, and not all tables are waited with at the same moment. */
    private static CopyWorkers withoutBytes(CopyWorkers measured) {
        return new CopyWorkers(
                measured.wanted(),
                measured.possible(),
                measured.setting(),
                measured.value(),
                measured.raiseTo(),
                measured.place(),
                0);
    }

    /** A reload takes a moment. */
    private void set(int workers) {
        admin.useSession(session -> {
            session.execute("ALTER SYSTEM SET " + SETTING + " = " + workers);
            session.execute("SELECT pg_reload_conf()");
        });
        context.pause(Duration.ofMillis(500));
    }

    private Optional<CopyWorkers> workers() {
        ReplicationProbe probe = new ReplicationProbe(context.plan(), context.clock());
        return context.source()
                .withSession(source -> context.target()
                        .withSession(target -> probe.measure(source, target).flatMap(ReplicationStatus::workers)));
    }
}
