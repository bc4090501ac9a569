package dev.planetfall.migration.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.MigrationEvent.SchemaChoiceMade;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.SchemaChoice;
import dev.planetfall.migration.SchemaKey;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.SchemaOutcome.Result;
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

/** DDL that a person wrote is run once, whole or not at all. */
@ExtendWith(TwoPostgresExtension.class)
class EditedDdlPostgresTest {
    private static final SchemaKey TABLE = new SchemaKey("TABLE", "public.t5");
    private static final String EDIT = """
            DROP TABLE IF EXISTS public.t5 CASCADE;
            CREATE TABLE public.t5 (a integer);
            """;

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
    void keepsTheRowsOfATableThatAnEditMadeWhenThePhaseIsRunAgain(TwoPostgres servers) {
        load(servers);
        try (OpenMigration migration = open(servers, MigrationState.INITIAL)) {
            migration.run(Phase.SCHEMA).join();
            assertThat(choose(migration, EDIT).result()).isEqualTo(Result.CREATED);
            write(servers, "INSERT INTO public.t5 VALUES (1), (2)");

            write(servers, "CREATE VIEW public.spare AS SELECT 1 AS a; DROP VIEW public.other");
            migration.run(Phase.SCHEMA).join();

            assertThat(outcome(migration).result()).isEqualTo(Result.ALREADY_THERE);
            assertThat(rows(servers)).isEqualTo(2);
        }
    }

    @Test
    void keepsTheRowsAfterARestart(TwoPostgres servers) {
        load(servers);
        try (OpenMigration migration = open(servers, MigrationState.INITIAL)) {
            migration.run(Phase.SCHEMA).join();
            choose(migration, EDIT);
            write(servers, "INSERT INTO public.t5 VALUES (1), (2); DROP VIEW public.other");
            migration.run(Phase.SCHEMA).join();
        }
        closeLibrary();
        openLibrary();
        write(servers, "DROP VIEW public.other");

        try (OpenMigration migration =
                open(servers, library.replay(servers.plan().id()))) {
            assertThat(migration.run(Phase.SCHEMA).join()).isEqualTo(PhaseStatus.DONE);
            assertThat(outcome(migration).result()).isEqualTo(Result.ALREADY_THERE);
            assertThat(outcome(migration).isEdited()).isTrue();
            assertThat(rows(servers)).isEqualTo(2);
        }
    }

    @Test
    void runsAnotherEditOfTheSameObject(TwoPostgres servers) {
        load(servers);
        try (OpenMigration migration = open(servers, MigrationState.INITIAL)) {
            migration.run(Phase.SCHEMA).join();
            choose(migration, EDIT);
            write(servers, "INSERT INTO public.t5 VALUES (1), (2)");

            assertThat(choose(migration, EDIT.replace("integer", "bigint")).result())
                    .isEqualTo(Result.CREATED);
            assertThat(rows(servers)).isZero();
        }
    }

    @Test
    void runsAnEditAgainWhenThePersonTriesAgain(TwoPostgres servers) {
        load(servers);
        try (OpenMigration migration = open(servers, MigrationState.INITIAL)) {
            migration.run(Phase.SCHEMA).join();
            choose(migration, EDIT);
            write(servers, "INSERT INTO public.t5 VALUES (1), (2)");

            assertThat(choose(migration, EDIT).result()).isEqualTo(Result.CREATED);
            assertThat(rows(servers)).isZero();
        }
    }

    @Test
    void keepsTheRowsWhenAnObjectThatAnEditMadeIsSkippedAndThenIsNot(TwoPostgres servers) {
        load(servers);
        try (OpenMigration migration = open(servers, MigrationState.INITIAL)) {
            migration.run(Phase.SCHEMA).join();
            choose(migration, EDIT);
            write(servers, "INSERT INTO public.t5 VALUES (1), (2)");

            SchemaChoice edited = SchemaChoice.own(TABLE).edited(EDIT);
            migration.choose(edited.skipped("not now")).join();
            migration.choose(edited).join();

            assertThat(outcome(migration).result()).isEqualTo(Result.ALREADY_THERE);
            assertThat(rows(servers)).isEqualTo(2);
        }
    }

    @Test
    void tellsOfAnObjectThatAnEditMadeAndThatIsGone(TwoPostgres servers) {
        load(servers);
        try (OpenMigration migration = open(servers, MigrationState.INITIAL)) {
            migration.run(Phase.SCHEMA).join();
            choose(migration, EDIT);
            write(servers, "DROP TABLE public.t5");

            assertThat(migration.run(Phase.SCHEMA).join()).isEqualTo(PhaseStatus.FAILED);
            assertThat(outcome(migration))
                    .isEqualTo(new SchemaOutcome(
                            "TABLE",
                            "public.t5",
                            Result.FAILED,
                            outcome(migration).sql(),
                            "Your DDL made it, and it is not on PlanetScale any more. Try again to run your DDL once more.",
                            List.of(),
                            outcome(migration).ownSql()));

            assertThat(choose(migration, EDIT).result()).isEqualTo(Result.CREATED);
            assertThat(migration.state().isDone(Phase.SCHEMA)).isTrue();
        }
    }

    @Test
    void acceptsAnEditThatMakesSomethingOfAnotherName(TwoPostgres servers) {
        load(servers);
        try (OpenMigration migration = open(servers, MigrationState.INITIAL)) {
            migration.run(Phase.SCHEMA).join();
            choose(migration, "DROP TABLE public.t5; CREATE TABLE public.t6 (a integer);");
            write(servers, "INSERT INTO public.t6 VALUES (1); DROP VIEW public.other");

            assertThat(migration.run(Phase.SCHEMA).join()).isEqualTo(PhaseStatus.DONE);
            assertThat(migration.run(Phase.SCHEMA).join()).isEqualTo(PhaseStatus.DONE);
            assertThat(outcome(migration).result()).isEqualTo(Result.ALREADY_THERE);
        }
    }

    /** The person decided, and then the program died. */
    @Test
    void runsAnEditThatWasNeverCarriedOut(TwoPostgres servers) {
        load(servers);
        try (OpenMigration migration = open(servers, MigrationState.INITIAL)) {
            migration.run(Phase.SCHEMA).join();
            migration
                    .events()
                    .publish(new SchemaChoiceMade(
                            Clock.systemUTC().instant(), SchemaChoice.own(TABLE).edited(EDIT)));
            assertThat(migration.run(Phase.SCHEMA).join()).isEqualTo(PhaseStatus.DONE);
            assertThat(outcome(migration).result()).isEqualTo(Result.CREATED);
        }
    }

    @Test
    void changesNothingWhenOneStatementOfAnEditFails(TwoPostgres servers) {
        load(servers);
        try (OpenMigration migration = open(servers, MigrationState.INITIAL)) {
            migration.run(Phase.SCHEMA).join();

            SchemaOutcome failed = choose(
                    migration, "DROP TABLE public.t5; CREATE TABLE public.t5 (a oops); CREATE TABLE public.t6 ();");

            assertThat(failed.result()).isEqualTo(Result.FAILED);
            assertThat(failed.message())
                    .contains("type \"oops\" does not exist")
                    .endsWith("\nNothing was changed: all statements of your DDL are run together or not at all.");
            assertThat(relations(servers)).containsExactly("other", "t5");
        }
    }

    @Test
    void tellsWhichStatementsCannotBeRunTogetherWithOthers(TwoPostgres servers) {
        load(servers);
        try (OpenMigration migration = open(servers, MigrationState.INITIAL)) {
            migration.run(Phase.SCHEMA).join();

            assertThat(choose(migration, "DROP TABLE public.t5; VACUUM;").message())
                    .contains("VACUUM cannot run inside a transaction block")
                    .endsWith(
                            "This statement cannot be run together with others: leave it out here and run it by hand.");
            assertThat(choose(migration, "BEGIN; DROP TABLE public.t5; COMMIT; CREATE TABLE public.t5 (a oops);")
                            .message())
                    .isEqualTo("Leave out BEGIN: all statements of your DDL are run together or not at all."
                            + " Nothing was changed.");
            assertThat(relations(servers)).containsExactly("other", "t5");
        }
    }

    @Test
    void tellsWhenWhatIsThereStandsInTheWayOfAnEdit(TwoPostgres servers) {
        load(servers);
        try (OpenMigration migration = open(servers, MigrationState.INITIAL)) {
            migration.run(Phase.SCHEMA).join();

            SchemaOutcome failed = choose(migration, "CREATE TABLE public.t5 (a integer)");

            assertThat(failed.result()).isEqualTo(Result.FAILED);
            assertThat(failed.message())
                    .contains("relation \"t5\" already exists")
                    .endsWith("Let your DDL drop or rename it first, if nothing needs it.");
        }
    }

    private static void load(TwoPostgres servers) {
        servers.sourceDatabase().useSession(session -> session.execute("""
                CREATE TABLE public.t5 (a integer);
                CREATE VIEW public.other AS SELECT 1 AS one;
                """));
        servers.targetDatabase().useSession(session -> session.execute("CREATE TABLE public.t5 (a text)"));
    }

    private OpenMigration open(TwoPostgres servers, MigrationState state) {
        String id = servers.plan().id();
        OpenMigration migration = new OpenMigration(id, state, library.journal(id), Clock.systemUTC());
        migration.decide(servers.plan());
        return migration;
    }

    private static SchemaOutcome choose(OpenMigration migration, String ddl) {
        migration.choose(SchemaChoice.own(TABLE).edited(ddl)).join();
        return outcome(migration);
    }

    private static SchemaOutcome outcome(OpenMigration migration) {
        return migration.state().outcomes().find(TABLE).orElseThrow();
    }

    private static void write(TwoPostgres servers, String sql) {
        servers.targetDatabase().useSession(session -> session.execute(sql));
    }

    private static long rows(TwoPostgres servers) {
        return servers.targetDatabase()
                .withSession(
                        session -> session.queryOne("SELECT count(*) AS n FROM public.t5", row -> row.number("n")));
    }

    private static List<String> relations(TwoPostgres servers) {
        return servers.targetDatabase()
                .withSession(session -> session.query(
                        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY 1",
                        row -> row.text("relname")));
    }
}
