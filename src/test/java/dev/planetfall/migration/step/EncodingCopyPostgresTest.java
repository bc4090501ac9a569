package dev.planetfall.migration.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.planetfall.migration.Method;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.migration.schema.SchemaComparison;
import dev.planetfall.postgres.Database;
import dev.planetfall.testing.PhaseRun;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sources that write text in another way than PlanetScale, which writes UTF8. */
@ExtendWith(TwoPostgresExtension.class)
class EncodingCopyPostgresTest {
    private static final String CAFE = """
            CREATE TYPE größe AS ENUM ('klein', 'groß');
            CREATE TABLE "Café" (id int PRIMARY KEY, "naïve" text DEFAULT 'déjà', size größe, words text[], doc jsonb);
            CREATE INDEX "très" ON "Café" ("naïve") WHERE "naïve" <> 'à';
            COMMENT ON TABLE "Café" IS 'où';
            INSERT INTO "Café" SELECT n, 'crème ' || n, 'groß', ARRAY['à', 'ß'], '{"é": "ü"}' FROM generate_series(1, 100) n;
            """;

    private static final String ROWS = "SELECT c::text AS row FROM \"Café\" c ORDER BY id";

    private RecordingContext context;

    @AfterEach
    void takeBack() {
        PhaseRun.replicate(context).takeBack();
    }

    @ParameterizedTest
    @CsvSource({
        "LOGICAL_REPLICATION, LATIN1",
        "SNAPSHOT_COPY, LATIN1",
        "DUMP_AND_RESTORE, LATIN1",
        "LOGICAL_REPLICATION, SQL_ASCII",
        "SNAPSHOT_COPY, SQL_ASCII"
    })
    void convertsText(Method method, String encoding, TwoPostgres servers) {
        assertConverts(servers, method, encoding);
    }

    @Test
    @PostgresPair(source = 15, target = 18)
    void convertsTextOfFifteen(TwoPostgres servers) {
        assertConverts(servers, Method.LOGICAL_REPLICATION, "LATIN1");
    }

    @Test
    void tellsOfInvalidTextThatTheSubscriptionMeets(TwoPostgres servers) {
        assertTellsOfInvalidText(servers, Method.LOGICAL_REPLICATION, " Then run this again: what is done is kept.");
    }

    @Test
    @PostgresPair(source = 18, target = 18)
    void tellsOfInvalidTextThatTheSubscriptionMeetsOnEighteen(TwoPostgres servers) {
        assertTellsOfInvalidText(servers, Method.LOGICAL_REPLICATION, " Then run this again: what is done is kept.");
    }

    @Test
    void tellsOfInvalidTextThatTheSnapshotHolds(TwoPostgres servers) {
        assertTellsOfInvalidText(servers, Method.SNAPSHOT_COPY, " Then run this again: the copy begins anew.");
    }

    private void assertConverts(TwoPostgres servers, Method method, String encoding) {
        prepare(servers, method, encoding, CAFE);
        replicate();
        assertThat(rows(servers.targetDatabase()))
                .hasSize(100)
                .contains("(7,\"crème 7\",groß,\"{à,ß}\",\"{\"\"é\"\": \"\"ü\"\"}\")")
                .isEqualTo(rows(servers.sourceDatabase()));
        assertThat(SchemaComparison.of(context)).isEqualTo(new SchemaComparison(List.of(), List.of()));
    }

    /** Lone bytes of LATIN1, as a program leaves them that never said in which encoding it writes. */
    private void assertTellsOfInvalidText(TwoPostgres servers, Method method, String again) {
        prepare(servers, method, "SQL_ASCII", """
                CREATE TABLE word (id int PRIMARY KEY, word text);
                INSERT INTO word VALUES (1, 'good'), (2, convert_from('\\x6be96e', 'SQL_ASCII'));
                """);
        StepFailedException failure = catchThrowableOfType(StepFailedException.class, this::replicate);
        assertThat(failure)
                .hasMessageStartingWith("Table public.word could not be copied: it holds text that is not valid in its"
                        + " encoding. The server said: ERROR: invalid byte sequence for encoding \"UTF8\": 0xe9 0x6e");
        assertThat(failure.failure().advice())
                .isEqualTo("Find these rows on the source and mend their text; the server's message names the bytes."
                        + again);

        servers.sourceDatabase().useSession(session -> session.execute("UPDATE word SET word = 'mended' WHERE id = 2"));
        replicate();
        List<String> words = servers.targetDatabase()
                .withSession(session -> session.query("SELECT word FROM word ORDER BY id", row -> row.text("word")));
        assertThat(words).containsExactly("good", "mended");
    }

    private void prepare(TwoPostgres servers, Method method, String encoding, String sql) {
        String name = servers.sourceSettings().database();
        servers.sourceServer().dropDatabase(name);
        new Database(servers.sourceServer().superuserSettings("postgres"), "source administration")
                .useSession(session -> session.execute(
                        "CREATE DATABASE " + name + " TEMPLATE template0 ENCODING '" + encoding + "' LOCALE 'C' OWNER "
                                + servers.sourceSettings().user()));
        servers.sourceDatabase().useSession(session -> session.execute(sql));
        context = new RecordingContext(
                PlanBuilder.from(servers.plan()).method(method).build().orElseThrow());
        new CopySchemaStep().run(context);
    }

    private void replicate() {
        for (Step step : Steps.of(context.plan().method(), Phase.REPLICATE)) {
            Step hurried = step.id().equals("wait-for-copy") ? new WaitForCopyStep(Duration.ofMillis(100)) : step;
            if (!hurried.isDone(context)) {
                hurried.run(context);
            }
        }
    }

    private static List<String> rows(Database database) {
        return database.withSession(session -> session.query(ROWS, row -> row.text("row")));
    }
}
