package dev.planetfall.migration.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.planetfall.migration.Method;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.migration.TableComparison.Verdict;
import dev.planetfall.migration.verify.CaughtUp;
import dev.planetfall.migration.verify.RowComparison;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.testing.PhaseRun;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TwoPostgresExtension.class)
class UnloggedRowsPostgresTest {
    private static final Step COPY = new CopyUnloggedRowsStep();

    /** Keys in a circle, computed and identity columns, triggers that would spoil the copy, and an unlogged partition. */
    private static final String SCHEMA = """
            CREATE TABLE logged (id int PRIMARY KEY);
            CREATE UNLOGGED TABLE "The ""A"" cache" (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "The b" int,
              twice int GENERATED ALWAYS AS (id * 2) STORED, told text, took interval);
            CREATE UNLOGGED TABLE b (id int PRIMARY KEY, a int REFERENCES "The ""A"" cache",
              logged int REFERENCES logged DEFERRABLE, self int REFERENCES b);
            ALTER TABLE "The ""A"" cache" ADD CONSTRAINT circle FOREIGN KEY ("The b") REFERENCES b DEFERRABLE;
            CREATE UNLOGGED TABLE nothing ();
            CREATE TABLE event (id int, day int, PRIMARY KEY (id, day)) PARTITION BY LIST (day);
            CREATE TABLE event_1 PARTITION OF event FOR VALUES IN (1);
            CREATE UNLOGGED TABLE event_2 PARTITION OF event FOR VALUES IN (2);
            """;

    private static final String TRIGGERS = """
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
              'BEGIN IF current_user = ''pscale_default'' THEN RAISE EXCEPTION ''no''; END IF; RETURN NEW; END';
            CREATE TRIGGER usual BEFORE INSERT ON b FOR EACH ROW EXECUTE FUNCTION refuse();
            CREATE TRIGGER truncated BEFORE TRUNCATE ON b EXECUTE FUNCTION refuse();
            CREATE TRIGGER always BEFORE INSERT ON "The ""A"" cache" FOR EACH ROW EXECUTE FUNCTION refuse();
            ALTER TABLE "The ""A"" cache" ENABLE ALWAYS TRIGGER always;
            CREATE TRIGGER off BEFORE INSERT ON "The ""A"" cache" FOR EACH ROW EXECUTE FUNCTION refuse();
            ALTER TABLE "The ""A"" cache" DISABLE TRIGGER off;
            CREATE TRIGGER above BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION refuse();
            """;

    private static final String ROWS = """
            INSERT INTO logged VALUES (1);
            INSERT INTO b (id, logged) SELECT n, 1 FROM generate_series(1, 2000) n;
            INSERT INTO "The ""A"" cache" ("The b", told, took)
              SELECT n, E'tab\\t, line\\n, back\\\\ and ü', n * interval '1 month 1 second' FROM generate_series(1, 2000) n;
            UPDATE b SET a = id, self = 2001 - id;
            INSERT INTO event VALUES (1, 1), (1, 2), (2, 2);
            """;

    private static final String STATES = """
            SELECT t.tgrelid::regclass || ' ' || t.tgname || ' ' || t.tgenabled::text AS line FROM pg_trigger t
            WHERE NOT t.tgisinternal
            UNION ALL SELECT conrelid::regclass || ' ' || conname || ' ' || condeferrable || ' ' || condeferred
            FROM pg_constraint WHERE contype = 'f' AND conparentid = 0 ORDER BY 1
            """;

    @Test
    void copiesRowsOfUnloggedTablesInTheCutover(TwoPostgres servers) {
        assertCopied(servers);
    }

    @Test
    @PostgresPair(source = 17, target = 17)
    void copiesRowsOfUnloggedTablesFromSeventeen(TwoPostgres servers) {
        assertCopied(servers);
    }

    @Test
    @PostgresPair(source = 18, target = 18)
    void copiesRowsOfUnloggedTablesFromEighteen(TwoPostgres servers) {
        assertCopied(servers);
    }

    private static void assertCopied(TwoPostgres servers) {
        RecordingContext context = prepared(servers);
        Steps.of(Method.LOGICAL_REPLICATION, Phase.REPLICATE).forEach(step -> step.run(context));
        both(servers, TRIGGERS);
        List<String> states = lines(servers.targetDatabase(), STATES);
        source(servers, "INSERT INTO event VALUES (3, 2); DELETE FROM event WHERE id = 1 AND day = 2");
        new PhaseRun(context, Phase.CUTOVER).run();

        assertSame(servers);
        assertThat(lines(servers.targetDatabase(), STATES)).isEqualTo(states);
        assertThat(context.state().verification().orElseThrow().sentence())
                .isEqualTo("verified: 6 tables, 4004 rows, 0 differences");

        new PhaseRun(context, Phase.CUTOVER).takeBack();
        source(
                servers,
                "DELETE FROM event WHERE id = 3; UPDATE \"The \"\"A\"\" cache\" SET told = 'later' WHERE id = 5");
        new PhaseRun(context, Phase.CUTOVER).run();
        assertSame(servers);
        new PhaseRun(context, Phase.CUTOVER).takeBack();
        PhaseRun.replicate(context).takeBack();
    }

    private static void assertSame(TwoPostgres servers) {
        for (String table : List.of("\"The \"\"A\"\" cache\"", "b", "event", "nothing", "logged")) {
            String rows = "SELECT t::text AS line FROM " + table + " t ORDER BY 1";
            assertThat(lines(servers.targetDatabase(), rows))
                    .as(table)
                    .isEqualTo(lines(servers.sourceDatabase(), rows));
        }
    }

    @Test
    void keepsTheRowsOfBeforeWhenTheCopyFails(TwoPostgres servers) {
        both(servers, "CREATE UNLOGGED TABLE a (id int); CREATE UNLOGGED TABLE b (id int)");
        source(servers, "INSERT INTO a VALUES (1), (2); INSERT INTO b VALUES (1), (2)");
        servers.targetDatabase()
                .useSession(session -> session.execute(
                        "INSERT INTO a VALUES (7); INSERT INTO b VALUES (0); ALTER TABLE b ADD CHECK (id < 2)"));
        assertThatThrownBy(() -> COPY.run(servers.context()))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("violates check constraint \"b_id_check\"");
        assertThat(lines(servers.targetDatabase(), "SELECT id::text AS line FROM a"))
                .containsExactly("7");
        assertThat(lines(servers.targetDatabase(), "SELECT id::text AS line FROM b"))
                .containsExactly("0");
    }

    @Test
    void callsALostUnloggedRowADifference(TwoPostgres servers) {
        both(servers, "CREATE UNLOGGED TABLE a (id int)");
        source(servers, "INSERT INTO a VALUES (1)");
        RecordingContext context = servers.context();
        assertThat(COPY.isDone(context)).isFalse();
        assertThat(RowComparison.whileFrozen(context).tables())
                .extracting(TableComparison::verdict, TableComparison::note)
                .containsExactly(tuple(Verdict.DIFFERS, "1 row missing on PlanetScale"));
        assertThat(RowComparison.whileWritesGoOn(context, CaughtUp.AT_ONCE).tables())
                .extracting(TableComparison::verdict, TableComparison::note)
                .containsExactly(tuple(Verdict.NOT_VERIFIED, "Unlogged: copied in the cutover"));
        COPY.run(context);
        assertThat(RowComparison.whileFrozen(context).tables())
                .extracting(TableComparison::verdict, TableComparison::targetRows)
                .containsExactly(tuple(Verdict.EQUAL, OptionalLong.of(1)));
    }

    private static RecordingContext prepared(TwoPostgres servers) {
        both(servers, SCHEMA);
        source(servers, ROWS);
        return servers.context();
    }

    private static List<String> lines(Database database, String query) {
        return database.withSession(session -> session.query(query, row -> row.text("line")));
    }

    private static void source(TwoPostgres servers, String sql) {
        servers.sourceDatabase().useSession(session -> session.execute(sql));
    }

    private static void both(TwoPostgres servers, String sql) {
        Stream.of(servers.sourceDatabase(), servers.targetDatabase())
                .forEach(database -> database.useSession(session -> session.execute(sql)));
    }
}
