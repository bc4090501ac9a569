package dev.planetfall.migration.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planetfall.migration.MigrationEvent.SchemaChoiceMade;
import dev.planetfall.migration.MigrationEvent.SchemaObjectApplied;
import dev.planetfall.migration.MigrationLibrary;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.SchemaChoice;
import dev.planetfall.migration.SchemaKey;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.migration.SchemaSource;
import dev.planetfall.postgres.Database;
import dev.planetfall.store.FileLibrary;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a person does with objects that failed, with the journal on disk as the program keeps it. */
@ExtendWith(TwoPostgresExtension.class)
class SchemaMendingPostgresTest {
    private static final SchemaKey CUSTOMER = new SchemaKey("TABLE", "public.customer");
    private static final SchemaKey EARTH = new SchemaKey("EXTENSION", "earthdistance");
    private static final SchemaKey CODE = new SchemaKey("FUNCTION", "public.code()");
    private static final SchemaKey PLACES = new SchemaKey("VIEW", "public.places");
    private static final String PLAIN = "CREATE TABLE public.customer (id integer NOT NULL, place text);";

    @TempDir
    private Path migrations;

    private FileLibrary library;

    @BeforeEach
    void openLibrary() {
        library = new FileLibrary(migrations, Clock.systemUTC());
    }

    @AfterEach
    void closeLibrary() {
        library.close();
    }

    @Test
    void carriesOnAfterOneObjectIsEditedAndAnotherSkipped(TwoPostgres servers) {
        load(servers);
        try (OpenMigration migration = open(servers, MigrationState.INITIAL)) {
            assertThat(migration.run(Phase.SCHEMA).join()).isEqualTo(PhaseStatus.FAILED);
            assertThat(failed(migration.state()))
                    .containsExactlyInAnyOrder(
                            "MISSING_EXTENSION " + EARTH,
                            "MISSING_EXTENSION " + CUSTOMER,
                            "NOT_ALLOWED " + CODE,
                            "WAITING " + PLACES);

            assertThat(migration.choose(SchemaChoice.own(CUSTOMER)).join()).isEqualTo(PhaseStatus.FAILED);
            assertThat(migration
                            .choose(SchemaChoice.own(CUSTOMER).edited("CREATE TABEL oops"))
                            .join())
                    .isEqualTo(PhaseStatus.FAILED);
            assertThat(result(migration, CUSTOMER)).isEqualTo(Result.FAILED);
            assertThat(result(migration, PLACES)).isEqualTo(Result.WAITING);

            assertThat(migration
                            .choose(SchemaChoice.own(CUSTOMER).edited(PLAIN))
                            .join())
                    .isEqualTo(PhaseStatus.FAILED);
            assertThat(failed(migration.state())).containsExactly("MISSING_EXTENSION " + EARTH, "NOT_ALLOWED " + CODE);
            assertThat(migration
                            .choose(SchemaChoice.own(EARTH).skipped("text will do"))
                            .join())
                    .isEqualTo(PhaseStatus.FAILED);
            assertThat(outcome(migration, CUSTOMER).sql()).isEqualTo(PLAIN);
            assertThat(outcome(migration, CUSTOMER).asRead()).contains("\"earth\"");

            assertThat(migration
                            .choose(SchemaChoice.own(CODE).skipped("nobody calls it"))
                            .join())
                    .isEqualTo(PhaseStatus.DONE);
            assertThat(outcome(migration, CODE).result()).isEqualTo(Result.SKIPPED);
            assertThat(outcome(migration, CODE).message()).isEqualTo("nobody calls it");
            assertThat(migration.state().isDone(Phase.SCHEMA)).isTrue();
        }
    }

    @Test
    void remembersWhatWasDecidedAfterARestart(TwoPostgres servers) {
        load(servers);
        String id = servers.plan().id();
        MigrationState before;
        try (OpenMigration migration = open(servers, MigrationState.INITIAL)) {
            migration.run(Phase.SCHEMA).join();
            migration.choose(SchemaChoice.own(CUSTOMER).edited(PLAIN)).join();
            migration.choose(SchemaChoice.own(CODE).skipped("nobody calls it")).join();
            migration.choose(SchemaChoice.own(EARTH).skipped("text will do")).join();
            before = migration.state();
        }
        closeLibrary();
        openLibrary();
        MigrationState replayed = library.replay(id);
        assertThat(replayed.outcomes()).isEqualTo(before.outcomes());
        assertThat(replayed.choices()).isEqualTo(before.choices());
        servers.targetDatabase().useSession(session -> session.execute("DROP TABLE public.customer CASCADE"));

        try (OpenMigration migration = open(servers, replayed)) {
            assertThat(migration.run(Phase.SCHEMA).join()).isEqualTo(PhaseStatus.FAILED);
            assertThat(failed(migration.state())).containsExactlyInAnyOrder("FAILED " + CUSTOMER, "WAITING " + PLACES);
            assertThat(migration
                            .choose(SchemaChoice.own(CUSTOMER).edited(PLAIN))
                            .join())
                    .as(() -> migration.state().step("copy-schema").toString())
                    .isEqualTo(PhaseStatus.DONE);
            assertThat(result(migration, CUSTOMER)).isEqualTo(Result.CREATED);
            assertThat(result(migration, PLACES)).isEqualTo(Result.CREATED);
            assertThat(result(migration, CODE)).isEqualTo(Result.SKIPPED);
            MigrationState afterwards = migration.state();

            assertThat(migration.run(Phase.SCHEMA).join())
                    .as(() -> migration.state().step("copy-schema").toString())
                    .isEqualTo(PhaseStatus.DONE);
            assertThat(migration.state().outcomes()).isEqualTo(afterwards.outcomes());

            assertThat(migration.choose(SchemaChoice.own(CODE)).join()).isEqualTo(PhaseStatus.FAILED);
            assertThat(failed(migration.state())).containsExactly("NOT_ALLOWED " + CODE);
        }
    }

    /** The decision was written, and then the program died. */
    @Test
    void honoursADecisionThatWasNeverCarriedOut(TwoPostgres servers) {
        load(servers);
        try (OpenMigration migration = open(servers, MigrationState.INITIAL)) {
            migration.run(Phase.SCHEMA).join();
            migration
                    .events()
                    .publish(new SchemaChoiceMade(
                            Clock.systemUTC().instant(), SchemaChoice.own(CODE).skipped("nobody calls it")));
            migration
                    .events()
                    .publish(new SchemaChoiceMade(
                            Clock.systemUTC().instant(),
                            SchemaChoice.own(CUSTOMER).edited(PLAIN)));
            migration
                    .events()
                    .publish(new SchemaChoiceMade(
                            Clock.systemUTC().instant(), SchemaChoice.own(EARTH).skipped("text will do")));
        }
        try (OpenMigration migration =
                open(servers, library.replay(servers.plan().id()))) {
            assertThat(migration.run(Phase.SCHEMA).join())
                    .as(() -> migration.state().step("copy-schema").toString())
                    .isEqualTo(PhaseStatus.DONE);
            assertThat(failed(migration.state())).isEmpty();
        }
    }

    @Test
    void keepsTheDecisionWhenTheTargetIsLost(TwoPostgres servers) {
        load(servers);
        try (OpenMigration migration = open(servers, MigrationState.INITIAL)) {
            migration.run(Phase.SCHEMA).join();
            allowConnections(servers, false);
            assertThatThrownBy(() -> migration
                            .choose(SchemaChoice.own(CUSTOMER).edited(PLAIN))
                            .join())
                    .hasMessageContaining("not");
            assertThat(migration.state().choice(CUSTOMER).sql()).isEqualTo(PLAIN);
            assertThat(result(migration, CUSTOMER)).isEqualTo(Result.MISSING_EXTENSION);
            allowConnections(servers, true);

            migration.choose(SchemaChoice.own(CODE).skipped("nobody calls it")).join();
            migration.choose(SchemaChoice.own(EARTH).skipped("text will do")).join();
            assertThat(migration.run(Phase.SCHEMA).join())
                    .as(() -> migration.state().step("copy-schema").toString())
                    .isEqualTo(PhaseStatus.DONE);
            assertThat(result(migration, CUSTOMER)).isEqualTo(Result.CREATED);
        }
    }

    @Test
    void goesOnAfterACancelledRun(TwoPostgres servers) {
        load(servers);
        try (OpenMigration migration = open(servers, MigrationState.INITIAL)) {
            EventStream.Subscription listening = migration.events().subscribe((event, state) -> {
                if (event instanceof SchemaObjectApplied) {
                    migration.cancel();
                }
            });
            assertThat(migration.run(Phase.SCHEMA).join()).isEqualTo(PhaseStatus.CANCELLED);
            listening.close();
            int tried = migration.state().outcomes().size();
            assertThat(tried).isPositive();

            migration.run(Phase.SCHEMA).join();
            assertThat(migration.state().outcomes().size()).isGreaterThan(tried);
        }
    }

    private static void allowConnections(TwoPostgres servers, boolean allowed) {
        new Database(servers.targetServer().superuserSettings("postgres"), "target administration")
                .useSession(session -> session.execute("ALTER DATABASE \"%s\" ALLOW_CONNECTIONS %s"
                        .formatted(servers.plan().id(), allowed)));
    }

    private OpenMigration open(TwoPostgres servers, MigrationState state) {
        MigrationLibrary journals = library;
        OpenMigration migration = new OpenMigration(
                servers.plan().id(), state, journals.journal(servers.plan().id()), Clock.systemUTC());
        // This reader does not know what needs what, and tries what an ordinary role is refused: more can fail.
        migration.decide(PlanBuilder.from(servers.plan())
                .schemaSource(SchemaSource.PG_DUMP)
                .build()
                .orElseThrow());
        return migration;
    }

    /** On the target nobody may make the extension earthdistance, and nobody may use the language internal. */
    private static void load(TwoPostgres servers) {
        servers.sourceAdmin().useSession(session -> session.execute("""
                CREATE EXTENSION earthdistance SCHEMA public CASCADE;
                CREATE FUNCTION public.code() RETURNS int LANGUAGE internal AS 'pg_backend_pid';
                """));
        servers.sourceDatabase().useSession(session -> session.execute("""
                CREATE TABLE public.customer (id integer NOT NULL, place public.earth);
                CREATE VIEW public.places AS SELECT place FROM public.customer;
                CREATE TABLE public.other (id integer NOT NULL);
                """));
    }

    private static List<String> failed(MigrationState state) {
        return state.schema().stream()
                .filter(outcome -> outcome.result().isFailure())
                .map(outcome -> outcome.result() + " " + outcome.key())
                .toList();
    }

    private static Result result(OpenMigration migration, SchemaKey key) {
        return outcome(migration, key).result();
    }

    private static SchemaOutcome outcome(OpenMigration migration, SchemaKey key) {
        return migration.state().outcomes().find(key).orElseThrow();
    }
}
