package dev.planetfall.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.planetfall.migration.Method;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.migration.step.Steps;
import dev.planetfall.testing.PhaseRun;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a person reads when rows cannot be copied, and that nothing is left of the attempt. */
@ExtendWith(TwoPostgresExtension.class)
@Timeout(120)
class CopyRefusalsPostgresTest {
    private RecordingContext context;

    @AfterEach
    void takeBack() {
        PhaseRun.replicate(context).takeBack();
    }

    @Test
    void tellsOfAKeyThatOnlyTheTargetHas(TwoPostgres servers) {
        source(
                servers,
                "CREATE TABLE item (id int PRIMARY KEY, word text); INSERT INTO item VALUES (1, 'a'), (2, 'a')");
        prepare(servers);
        target(servers, "CREATE UNIQUE INDEX only_here ON item (word)");
        assertRefused(
                "Table public.item could not be copied: a key is there twice. The server said: ERROR: duplicate key value"
                        + " violates unique constraint \"only_here\"",
                "Where PlanetScale has a unique index that the source lacks, drop it there.");
    }

    @Test
    void tellsOfACheckThatOnlyTheTargetHas(TwoPostgres servers) {
        source(
                servers,
                "CREATE TABLE item (id int PRIMARY KEY, word text); INSERT INTO item VALUES (1, 'a'), (2, NULL)");
        prepare(servers);
        target(servers, "ALTER TABLE item ADD CHECK (id < 2)");
        assertRefused(
                "Table public.item could not be copied: PlanetScale has a check that its rows do not pass. The server said:",
                "Where the source has no such check, drop it on PlanetScale");
        target(servers, "ALTER TABLE item DROP CONSTRAINT item_id_check; ALTER TABLE item ALTER word SET NOT NULL");
        assertRefused(
                "Table public.item could not be copied: PlanetScale wants a value in a column that has none in some rows.",
                "Where the source wants none, drop NOT NULL on PlanetScale");
    }

    /** A damaged index is made by hand: the server is told not to look into it, and then that it always did. */
    @Test
    void tellsOfRowsThatADamagedIndexLetIn(TwoPostgres servers) {
        source(servers, "CREATE TABLE item (id int PRIMARY KEY, word text UNIQUE); INSERT INTO item VALUES (1, 'a')");
        servers.sourceAdmin().useSession(admin -> {
            admin.execute("UPDATE pg_index SET indisready = false WHERE indexrelid = 'item_word_key'::regclass");
            admin.execute("INSERT INTO item VALUES (2, 'a')");
            admin.execute("UPDATE pg_index SET indisready = true WHERE indexrelid = 'item_word_key'::regclass");
        });
        prepare(servers);
        assertRefused(
                "CONSTRAINT public.item item_word_key (ERROR: could not create unique index \"item_word_key\"",
                "Mend the cause of each");
    }

    @Test
    void tellsThatTheDiskIsFull(TwoPostgres servers) {
        source(servers, "CREATE TABLE item (id int PRIMARY KEY); INSERT INTO item VALUES (1)");
        prepare(servers);
        target(servers, """
                CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                  RAISE EXCEPTION 'could not extend file "base/5/16": No space left on device' USING ERRCODE = '53100'; END $$;
                CREATE TRIGGER fills BEFORE INSERT ON item FOR EACH ROW EXECUTE FUNCTION fill();
                """);
        assertRefused(
                "Table public.item could not be copied: PlanetScale's disk is full. The server said: ERROR: could not extend",
                "Give the cluster a larger disk. Then run this again: the copy begins anew.");
    }

    @Test
    void tellsThatTheDiskIsFullWhileAnIndexIsBuilt(TwoPostgres servers) {
        String function =
                "CREATE OR REPLACE FUNCTION sized(id int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS $$ BEGIN %s RETURN id; END $$;";
        source(
                servers,
                "CREATE TABLE item (id int PRIMARY KEY);" + function.formatted("")
                        + "CREATE INDEX by_size ON item (sized(id)); INSERT INTO item VALUES (1)");
        prepare(servers);
        target(servers, function.formatted("RAISE EXCEPTION 'could not write to file' USING ERRCODE = '53100';"));
        assertRefused(
                "1 of 5 objects could not be created on PlanetScale: INDEX public.by_size (ERROR: could not write to file)",
                "Give the PlanetScale cluster a larger disk, then try again: what is already there is kept.");
        target(servers, function.formatted(""));
        run();
        assertThat(context.state().schema())
                .noneMatch(outcome -> outcome.result().isFailure());
    }

    @Test
    void isNotStoppedByTheTimeLimitsOfTheRoles(TwoPostgres servers) {
        source(servers, Stage.GATED_TABLE);
        prepare(servers);
        limit(servers, "300ms");
        target(servers, """
                CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(1.5); RETURN NULL; END $$;
                CREATE TRIGGER slows AFTER INSERT ON gated FOR EACH STATEMENT EXECUTE FUNCTION slow();
                """);
        try {
            run();
            new PhaseRun(context, Phase.VERIFY).run();
        } finally {
            limit(servers, "0");
        }
        assertThat(Ground.rows(servers.targetDatabase())).isEqualTo(Ground.rows(servers.sourceDatabase()));
    }

    private static void limit(TwoPostgres servers, String time) {
        List.of(servers.sourceDatabase(), servers.targetDatabase())
                .forEach(database -> database.useSession(session -> {
                    String role = "ALTER ROLE " + database.settings().user() + " IN DATABASE "
                            + database.settings().database();
                    session.execute(role + " SET statement_timeout = '" + time + "'");
                    session.execute(role + " SET idle_in_transaction_session_timeout = '" + time + "'");
                }));
    }

    private void prepare(TwoPostgres servers) {
        context = new RecordingContext(PlanBuilder.from(servers.plan())
                .method(Method.SNAPSHOT_COPY)
                .build()
                .orElseThrow());
        Steps.of(Method.SNAPSHOT_COPY, Phase.SCHEMA).forEach(step -> step.run(context));
    }

    private void run() {
        Steps.of(Method.SNAPSHOT_COPY, Phase.REPLICATE).stream()
                .filter(step -> !step.isDone(context))
                .forEach(step -> step.run(context));
    }

    private StepFailedException refusal() {
        return catchThrowableOfType(StepFailedException.class, this::run);
    }

    private void assertRefused(String message, String advice) {
        StepFailedException failure = refusal();
        assertThat(failure).hasMessageContaining(message);
        assertThat(failure.failure().advice()).contains(advice);
    }

    private static void source(TwoPostgres servers, String sql) {
        servers.sourceDatabase().useSession(session -> session.execute(sql));
    }

    private static void target(TwoPostgres servers, String sql) {
        servers.targetDatabase().useSession(session -> session.execute(sql));
    }
}
