package dev.planetfall.migration.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.CutoverEvent.FreezeBegun;
import dev.planetfall.migration.CutoverEvent.FreezeLifted;
import dev.planetfall.migration.Journal;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationEvent.PlanDecided;
import dev.planetfall.migration.MigrationEvent.StepFinished;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.SchemaDifference;
import dev.planetfall.migration.SchemaDrift;
import dev.planetfall.migration.SchemaMend;
import dev.planetfall.migration.StepStatus;
import dev.planetfall.postgres.Database;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TwoPostgresExtension.class)
@Timeout(60)
class DriftWatchPostgresTest {
    private static final Duration PERIOD = Duration.ofMillis(50);
    private static final SchemaDrift PHONE_IS_MISSING = new SchemaDrift(
            List.of("column public.item.phone"),
            List.of(),
            List.of(),
            List.of(),
            List.of(new SchemaMend(
                    "column public.item.phone",
                    "text",
                    "",
                    List.of("ALTER TABLE \"public\".\"item\" ADD COLUMN \"phone\" \"text\""),
                    "")));

    @Test
    void tellsWhenTheSchemasComeApartAndWhenTheyAgreeAgain(TwoPostgres servers) {
        prepare(servers);
        EventStream events = new EventStream(Journal.NONE, MigrationState.INITIAL);
        whileWatching(servers.plan(), events, () -> {
            await(events, state -> state.drift().equals(Optional.of(SchemaDrift.NONE)));

            run(servers.sourceDatabase(), "ALTER TABLE item ADD phone text");
            await(events, state -> state.drift().equals(Optional.of(PHONE_IS_MISSING)));

            run(servers.targetDatabase(), "ALTER TABLE item ADD phone int");
            await(
                    events,
                    state -> state.drift()
                            .equals(Optional.of(new SchemaDrift(
                                    List.of(),
                                    List.of(new SchemaDifference("column public.item.phone", "text", "integer")),
                                    List.of(),
                                    List.of(),
                                    List.of(new SchemaMend(
                                            "column public.item.phone",
                                            "text",
                                            "integer",
                                            List.of(
                                                    "ALTER TABLE \"public\".\"item\" ALTER COLUMN \"phone\" TYPE \"text\""),
                                            "PlanetScale converts the values that it has by itself, and replication of the table"
                                                    + " waits meanwhile. If the source was changed with USING, compare the rows on"
                                                    + " the Verify page afterwards."))))));

            run(servers.targetDatabase(), "ALTER TABLE item ALTER phone TYPE text");
            await(events, state -> state.drift().equals(Optional.of(SchemaDrift.NONE)));
        });
    }

    @Test
    void tellsAFailedComparisonOnceAndGoesOn(TwoPostgres servers) {
        prepare(servers);
        List<MigrationEvent> told = new CopyOnWriteArrayList<>();
        EventStream events = new EventStream(Journal.NONE, MigrationState.INITIAL);
        events.subscribe((event, state) -> {
            if (!(event instanceof MigrationEvent.StatementSent)) {
                told.add(event);
            }
        });
        run(servers.sourceAdmin(), "REVOKE SELECT ON pg_catalog.pg_policy FROM PUBLIC");
        whileWatching(servers.plan(), events, () -> {
            await(events, state -> state.driftProblem().isPresent());
            pause(PERIOD.multipliedBy(5));
            run(servers.sourceAdmin(), "GRANT SELECT ON pg_catalog.pg_policy TO PUBLIC");
            await(events, state -> state.drift().isPresent());
        });
        assertThat(told)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("PlanDecided", "SchemaComparisonFailed", "SchemasAgreed");
        assertThat(events.state().driftProblem()).isEmpty();
    }

    @Test
    void restsTwentyTimesAsLongAsItTookButNoLongerThanTenMinutes() {
        assertThat(List.of(1, 6, 120))
                .extracting(seconds -> DriftWatch.rest(Duration.ofSeconds(seconds), DriftWatch.PERIOD))
                .containsExactly(Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(10));
    }

    @Test
    void comparesAtOnceWhenItIsAsked(TwoPostgres servers) {
        prepare(servers);
        run(servers.sourceDatabase(), "ALTER TABLE item ADD phone text");
        try (OpenMigration migration =
                new OpenMigration(servers.plan().id(), MigrationState.INITIAL, Journal.NONE, Clock.systemUTC())) {
            migration.decide(servers.plan());
            migration.compareSchemas();
            await(migration.events(), state -> state.drift().equals(Optional.of(PHONE_IS_MISSING)));
        }
    }

    @Test
    void doesNotLookWhileTheSchemaIsCopied(TwoPostgres servers) {
        prepare(servers);
        EventStream events = new EventStream(
                Journal.NONE,
                MigrationState.INITIAL.after(
                        new MigrationEvent.PhaseStarted(Clock.systemUTC().instant(), Phase.SCHEMA)));
        whileWatching(servers.plan(), events, () -> {
            pause(Duration.ofMillis(300));
            assertThat(events.state().drift()).isEmpty();
            events.publish(new MigrationEvent.PhaseEnded(Clock.systemUTC().instant(), Phase.SCHEMA, PhaseStatus.DONE));
            await(events, state -> state.drift().isPresent());
        });
    }

    @Test
    void stopsTheCutoverBeforeAnyWriterIsStopped(TwoPostgres servers) {
        prepare(servers);
        List<MigrationEvent> journal = new CopyOnWriteArrayList<>();
        try (OpenMigration migration =
                new OpenMigration(servers.plan().id(), MigrationState.INITIAL, journal::add, Clock.systemUTC())) {
            migration.decide(PlanBuilder.from(servers.plan())
                    .drainTimeout(Duration.ofSeconds(5))
                    .build()
                    .orElseThrow());
            assertThat(migration.run(Phase.REPLICATE).join()).isEqualTo(PhaseStatus.DONE);
            run(servers.sourceDatabase(), "ALTER TABLE item ADD phone text");

            assertThat(migration.run(Phase.CUTOVER).join()).isEqualTo(PhaseStatus.FAILED);

            assertThat(journal).noneMatch(FreezeBegun.class::isInstance).noneMatch(FreezeLifted.class::isInstance);
            assertThat(journal.stream()
                            .filter(StepFinished.class::isInstance)
                            .map(StepFinished.class::cast)
                            .filter(finished -> finished.status() == StepStatus.UNDONE)
                            .map(StepFinished::stepId))
                    .containsExactly("compare-schemas");
            assertThat(migration.state().drift()).contains(PHONE_IS_MISSING);
            assertThat(migration.state().step("compare-schemas").status()).isEqualTo(StepStatus.UNDONE);
            assertThat(migration
                            .state()
                            .step("compare-schemas")
                            .failure()
                            .orElseThrow()
                            .sentence())
                    .isEqualTo("No writer was stopped, because the schemas of the two servers have come apart:"
                            + " PlanetScale lacks column public.item.phone.");
            run(servers.sourceDatabase(), "INSERT INTO item VALUES (0, 'open')");

            run(servers.targetDatabase(), "ALTER TABLE item ADD phone text");

            // PlanetScale had refused that row and stopped replication.
            assertThat(migration.run(Phase.REPLICATE).join()).isEqualTo(PhaseStatus.DONE);
            assertThat(migration.run(Phase.CUTOVER).join()).isEqualTo(PhaseStatus.DONE);
            assertThat(migration.state().verification().orElseThrow().sentence())
                    .isEqualTo("verified: 1 tables, 1001 rows, 0 differences");
            assertThat(migration.run(Phase.FINISH).join()).isEqualTo(PhaseStatus.DONE);
            migration.undo(Phase.CUTOVER).join();
        }
    }

    @Test
    void refusesAConstraintThatTheSourceNoLongerHasAndGoesOnWithoutIt(TwoPostgres servers) {
        run(servers.sourceDatabase(), "CREATE TABLE item (id int PRIMARY KEY, m int UNIQUE)");
        List<MigrationEvent> journal = new CopyOnWriteArrayList<>();
        try (OpenMigration migration =
                new OpenMigration(servers.plan().id(), MigrationState.INITIAL, journal::add, Clock.systemUTC())) {
            migration.decide(servers.plan());
            assertThat(migration.run(Phase.SCHEMA).join()).isEqualTo(PhaseStatus.DONE);
            assertThat(migration.run(Phase.REPLICATE).join()).isEqualTo(PhaseStatus.DONE);
            run(servers.sourceDatabase(), "ALTER TABLE item DROP CONSTRAINT item_m_key");
            run(servers.sourceDatabase(), "INSERT INTO item VALUES (1, 1), (2, 1)");
            awaitStandstill(servers);

            assertThat(migration.run(Phase.CUTOVER).join()).isEqualTo(PhaseStatus.FAILED);

            assertThat(journal).noneMatch(FreezeBegun.class::isInstance);
            assertThat(failure(migration, "compare-schemas"))
                    .isEqualTo(
                            "No writer was stopped, because the schemas of the two servers have come apart: The source"
                                    + " no longer has constraint public.item.item_m_key. PlanetScale has refused a change already,"
                                    + " or was cut off: replication may stand still.");
            SchemaDrift.Surplus constraint =
                    migration.state().drift().orElseThrow().surplus().get(0);
            run(servers.targetDatabase(), constraint.drop());
            assertThat(migration.run(Phase.REPLICATE).join()).isEqualTo(PhaseStatus.DONE);
            assertThat(migration.run(Phase.CUTOVER).join()).isEqualTo(PhaseStatus.DONE);
            assertThat(migration.state().verification().orElseThrow().sentence())
                    .isEqualTo("verified: 1 tables, 2 rows, 0 differences");
            assertThat(migration.run(Phase.FINISH).join()).isEqualTo(PhaseStatus.DONE);
            migration.undo(Phase.CUTOVER).join();
        }
    }

    @Test
    void stopsNoWriterWhilePlanetScaleRefusesARow(TwoPostgres servers) {
        prepare(servers);
        List<MigrationEvent> journal = new CopyOnWriteArrayList<>();
        try (OpenMigration migration =
                new OpenMigration(servers.plan().id(), MigrationState.INITIAL, journal::add, Clock.systemUTC())) {
            migration.decide(servers.plan());
            assertThat(migration.run(Phase.REPLICATE).join()).isEqualTo(PhaseStatus.DONE);
            run(servers.targetDatabase(), "INSERT INTO item VALUES (5000)");
            run(servers.sourceDatabase(), "INSERT INTO item VALUES (5000)");
            awaitStandstill(servers);

            assertThat(migration.run(Phase.CUTOVER).join()).isEqualTo(PhaseStatus.FAILED);

            assertThat(journal).noneMatch(FreezeBegun.class::isInstance);
            assertThat(failure(migration, "check-replication"))
                    .isEqualTo(
                            "No writer was stopped, because PlanetScale refuses a change and tries it again and again.");
            migration.undo(Phase.REPLICATE).join();
        }
    }

    /** What the check of rules that were never validated warns of: those of tables do no harm, those of domains do. */
    @Test
    void stopsAtAnOldValueThatBreaksARuleOfItsDomainOnceItsRowIsChanged(TwoPostgres servers) {
        run(servers.sourceDatabase(), """
                CREATE DOMAIN amount AS int; CREATE TABLE item (id int PRIMARY KEY, a amount, note text);
                INSERT INTO item VALUES (1, 500, 'old');
                ALTER DOMAIN amount ADD CONSTRAINT small CHECK (VALUE < 100) NOT VALID;
                ALTER TABLE item ADD CONSTRAINT noted CHECK (note <> 'old') NOT VALID;
                """);
        try (OpenMigration migration =
                new OpenMigration(servers.plan().id(), MigrationState.INITIAL, Journal.NONE, Clock.systemUTC())) {
            migration.decide(servers.plan());
            assertThat(migration.run(Phase.SCHEMA).join()).isEqualTo(PhaseStatus.DONE);
            assertThat(migration.run(Phase.REPLICATE).join()).isEqualTo(PhaseStatus.DONE);

            run(servers.sourceDatabase(), "UPDATE item SET note = 'new'");

            awaitStandstill(servers);
            migration.undo(Phase.REPLICATE).join();
        }
    }

    private static String failure(OpenMigration migration, String step) {
        return migration.state().step(step).failure().orElseThrow().sentence();
    }

    private static void awaitStandstill(TwoPostgres servers) {
        while (servers.targetDatabase()
                .<Boolean>withSession(session -> session.queryOne(
                        "SELECT sum(apply_error_count) = 0 AS fine FROM pg_stat_subscription_stats JOIN pg_subscription s"
                                + " ON s.oid = subid WHERE subdbid ="
                                + " (SELECT oid FROM pg_database WHERE datname = current_database())",
                        row -> row.flag("fine")))) {
            pause(Duration.ofMillis(50));
        }
    }

    @Test
    void copiesATableThatCameAfterReplicationWasStarted(TwoPostgres servers) {
        prepare(servers);
        try (OpenMigration migration =
                new OpenMigration(servers.plan().id(), MigrationState.INITIAL, Journal.NONE, Clock.systemUTC())) {
            migration.decide(servers.plan());
            assertThat(migration.run(Phase.REPLICATE).join()).isEqualTo(PhaseStatus.DONE);
            run(servers.targetDatabase(), "CREATE TABLE coupon (code text PRIMARY KEY)");
            run(servers.sourceDatabase(), "CREATE TABLE coupon (code text PRIMARY KEY)");
            run(servers.sourceDatabase(), "INSERT INTO coupon VALUES ('a'), ('b')");

            assertThat(migration.run(Phase.CUTOVER).join()).isEqualTo(PhaseStatus.FAILED);

            assertThat(migration
                            .state()
                            .step("compare-schemas")
                            .failure()
                            .orElseThrow()
                            .sentence())
                    .isEqualTo(
                            "No writer was stopped, because nothing copies the rows of table public.coupon, which came"
                                    + " after the copy was started.");
            assertThat(migration.run(Phase.REPLICATE).join()).isEqualTo(PhaseStatus.DONE);
            run(servers.sourceDatabase(), "INSERT INTO coupon VALUES ('c')");
            assertThat(migration.run(Phase.CUTOVER).join()).isEqualTo(PhaseStatus.DONE);
            assertThat(migration.state().verification().orElseThrow().sentence())
                    .isEqualTo("verified: 2 tables, 1003 rows, 0 differences");
            assertThat(migration.run(Phase.FINISH).join()).isEqualTo(PhaseStatus.DONE);
            migration.undo(Phase.CUTOVER).join();
        }
    }

    private static void whileWatching(MigrationPlan plan, EventStream events, Runnable work) {
        events.publish(new PlanDecided(Clock.systemUTC().instant(), plan));
        RunContext context = new RunContext(plan, events, Clock.systemUTC());
        Watch watch = Watch.start("drift", context, itself -> new DriftWatch(itself, PERIOD).watch());
        try {
            work.run();
        } finally {
            watch.close();
        }
    }

    private static void prepare(TwoPostgres servers) {
        Stream.of(servers.sourceDatabase(), servers.targetDatabase())
                .forEach(database -> run(database, "CREATE TABLE item (id int PRIMARY KEY)"));
        run(servers.sourceDatabase(), "INSERT INTO item SELECT generate_series(1, 1000)");
    }

    private static void run(Database database, String sql) {
        database.useSession(session -> session.execute(sql));
    }

    private static void await(EventStream events, Predicate<MigrationState> condition) {
        while (!condition.test(events.state())) {
            pause(Duration.ofMillis(20));
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
