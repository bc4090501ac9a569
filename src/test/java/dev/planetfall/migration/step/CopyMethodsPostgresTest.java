package dev.planetfall.migration.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planetfall.demo.SampleStore;
import dev.planetfall.demo.Workload;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationEvent.LeftoversListed;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.migration.SchemaSource;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.migration.TableComparison.Verdict;
import dev.planetfall.migration.TableCopy;
import dev.planetfall.migration.VerificationEvent.TablesCompared;
import dev.planetfall.migration.copy.ReplicationProbe;
import dev.planetfall.migration.schema.SchemaComparison;
import dev.planetfall.postgres.Database;
import dev.planetfall.testing.PhaseRun;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TwoPostgresExtension.class)
class CopyMethodsPostgresTest {
    /** What text and binary forms could lose, names that need quotes, and tables without a value of their own. */
    private static final String SCHEMA = """
            CREATE TYPE mood AS ENUM ('so', 'very "so"');
            CREATE TYPE pair AS (a int, b text);
            CREATE DOMAIN short AS text CHECK (length(value) < 9);
            CREATE TABLE plain (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n numeric, f float8, b bytea, j jsonb,
              t timestamptz, i interval, m money, u uuid, a int[], twice bigint GENERATED ALWAYS AS (id * 2) STORED);
            CREATE TABLE "Odd ""one"" x" (id int PRIMARY KEY, "A b" mood, moods mood[], p pair, ps pair[], s short, r regclass, x xml,
              c "char", g tsrange, v tsvector);
            CREATE TABLE nothing ();
            CREATE TABLE event (id int, day date, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
            CREATE TABLE event_a PARTITION OF event FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
            CREATE TABLE event_b (day date, dropped int, id int);
            ALTER TABLE event_b DROP COLUMN dropped;
            ALTER TABLE event_b ALTER id SET NOT NULL, ALTER day SET NOT NULL;
            ALTER TABLE event ATTACH PARTITION event_b FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
            CREATE TABLE child (extra text) INHERITS ("Odd ""one"" x");
            ALTER TABLE child ADD PRIMARY KEY (id);
            ALTER TABLE nothing REPLICA IDENTITY FULL;
            ALTER TABLE event ADD FOREIGN KEY (id) REFERENCES plain;
            CREATE INDEX ON plain (n);
            CREATE FUNCTION more() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.n := NEW.n + 1; RETURN NEW; END';
            CREATE TRIGGER counts BEFORE INSERT ON plain FOR EACH ROW EXECUTE FUNCTION more();
            """;

    private static final String ROWS = """
            INSERT INTO plain (n, f, b, j, t, i, m, u, a) SELECT CASE n % 5 WHEN 0 THEN 'NaN' ELSE n / 7.0 END,
              CASE n % 7 WHEN 0 THEN float8 '-Infinity' ELSE n / 3.0 END, decode(md5(n::text), 'hex'), to_jsonb('x' || chr(10) || n),
              timestamptz '2025-01-01 00:00:00.123456+00' + n * interval '1 hour', n * interval '-1 mon 2 day 00:00:01.5', n,
              md5(n::text)::uuid, ARRAY[n, NULL] FROM generate_series(1, 3000) n;
            INSERT INTO "Odd ""one"" x" SELECT n, 'very "so"', ARRAY['so', NULL]::mood[], ROW(n, E'\\t\\\\N')::pair, ARRAY[ROW(n, NULL)::pair], '\\.',
              'plain', '<a>1</a>', 'q', '[2025-01-01,)', 'a:1 b:2' FROM generate_series(1, 50) n;
            INSERT INTO "Odd ""one"" x" (id) VALUES (99);
            INSERT INTO child (id, extra) VALUES (7, '');
            INSERT INTO nothing SELECT FROM generate_series(1, 5);
            INSERT INTO event SELECT n, date '2025-06-01' + n FROM generate_series(1, 500) n;
            """;

    private static final List<String> TABLES =
            List.of("plain", "\"Odd \"\"one\"\" x\"", "child", "nothing", "event", "event_a", "event_b");

    @Test
    void snapshotCopyCarriesEveryValue(TwoPostgres servers) {
        carriesEveryValue(servers, Method.SNAPSHOT_COPY);
    }

    @Test
    @PostgresPair(source = 13, target = 18)
    void snapshotCopyCarriesEveryValueOfThirteen(TwoPostgres servers) {
        carriesEveryValue(servers, Method.SNAPSHOT_COPY);
    }

    @Test
    @PostgresPair(source = 18, target = 18)
    void snapshotCopyCarriesEveryValueOfEighteen(TwoPostgres servers) {
        carriesEveryValue(servers, Method.SNAPSHOT_COPY);
    }

    @Test
    void dumpAndRestoreCarriesEveryValue(TwoPostgres servers) {
        carriesEveryValue(servers, Method.DUMP_AND_RESTORE);
    }

    @Test
    @PostgresPair(source = 13, target = 17)
    void dumpAndRestoreCarriesEveryValueOfThirteen(TwoPostgres servers) {
        carriesEveryValue(servers, Method.DUMP_AND_RESTORE);
    }

    @Test
    void copyOfOneMomentCarriesEveryValue(TwoPostgres servers) {
        carriesEveryValue(servers, Method.STALE_COPY);
    }

    /** It does not know what could wait, so its foreign keys and triggers are there before the rows. */
    @Test
    @PostgresPair(source = 15, target = 17)
    void snapshotCopyCarriesEveryValueIntoASchemaThatPgDumpRead(TwoPostgres servers) {
        servers.sourceDatabase().useSession(session -> {
            session.execute(SCHEMA);
            session.execute(ROWS);
        });
        RecordingContext context = new RecordingContext(PlanBuilder.from(servers.plan())
                .method(Method.SNAPSHOT_COPY)
                .schemaSource(SchemaSource.PG_DUMP)
                .build()
                .orElseThrow());
        new CopySchemaStep().run(context);
        PhaseRun.replicate(context).run();
        assertEqualRows(servers);
        assertThat(SchemaComparison.of(context)).isEqualTo(new SchemaComparison(List.of(), List.of()));
        PhaseRun.replicate(context).takeBack();
    }

    @Test
    void snapshotCopyLosesNothingThatIsWrittenMeanwhile(TwoPostgres servers) {
        SampleStore.load(servers.sourceDatabase(), 5);
        RecordingContext context = context(servers, Method.SNAPSHOT_COPY);
        new CopySchemaStep().run(context);
        try (Workload workload = Workload.start(servers.sourceSettings(), 100)) {
            PhaseRun.replicate(context).run();
            assertThat(workload.acknowledged()).isPositive();
            workload.stop();
            new CheckReplicationStep().run(context);
            new DrainStep().run(context);
            assertThat(workload.missingFrom(servers.targetDatabase())).isZero();
        }
        new CompareFrozenRowsStep().run(context);
        assertThat(SchemaComparison.of(context)).isEqualTo(new SchemaComparison(List.of(), List.of()));
        PhaseRun.replicate(context).takeBack();
    }

    @Test
    void beginsAnewWhenTheProgramDiedInTheMiddle(TwoPostgres servers) {
        RecordingContext context = prepared(servers, Method.SNAPSHOT_COPY);
        PhaseRun.replicate(context).runUntil("copy-rows");
        servers.targetDatabase().useSession(session -> session.execute("ALTER TABLE nothing ADD CHECK (false)"));
        assertThatThrownBy(() -> new CopyRowsStep().run(context))
                .isInstanceOf(StepFailedException.class)
                .hasMessageContaining("Table public.nothing could not be copied: PlanetScale has a check that its"
                        + " rows do not pass. The server said: ERROR: new row for relation \"nothing\" violates"
                        + " check constraint");
        new CopyRowsStep().tidy(context);
        assertThat(slots(servers.sourceDatabase())).isEmpty();

        servers.targetDatabase()
                .useSession(session -> session.execute("ALTER TABLE nothing DROP CONSTRAINT nothing_check"));
        PhaseRun.replicate(context).run();
        assertEqualRows(servers);
        PhaseRun.replicate(context).takeBack();
        assertThat(slots(servers.sourceDatabase())).isEmpty();
        assertThat(rows(servers.targetDatabase(), "plain")).isEqualTo(List.of("0 "));
    }

    @Test
    void copiesRowsOnceMoreThatBreakACheckWhichWasNeverValidated(TwoPostgres servers) {
        servers.sourceDatabase().useSession(session -> session.execute("""
                CREATE DOMAIN age AS int;
                CREATE TABLE staff (id int PRIMARY KEY, boss int, years age);
                INSERT INTO staff VALUES (1, 500, -1);
                ALTER TABLE staff ADD CONSTRAINT few CHECK (boss < 400) NOT VALID;
                ALTER DOMAIN age ADD CONSTRAINT positive CHECK (VALUE > 0) NOT VALID"""));
        for (Method method : List.of(Method.DUMP_AND_RESTORE, Method.SNAPSHOT_COPY, Method.LOGICAL_REPLICATION)) {
            RecordingContext context = context(servers, method);
            new CopySchemaStep().run(context);
            for (int time = 0; time < 2; time++) {
                servers.targetDatabase().useSession(session -> session.execute("TRUNCATE staff"));
                PhaseRun.replicate(context).run();
                assertThat(rows(servers.targetDatabase(), "staff")).isEqualTo(rows(servers.sourceDatabase(), "staff"));
                assertThat(SchemaComparison.of(context)).isEqualTo(new SchemaComparison(List.of(), List.of()));
                PhaseRun.replicate(context).takeBack();
            }
        }
    }

    @Test
    void secondRunChangesNothing(TwoPostgres servers) {
        for (Method method : List.of(Method.SNAPSHOT_COPY, Method.STALE_COPY)) {
            RecordingContext context =
                    method == Method.SNAPSHOT_COPY ? prepared(servers, method) : again(servers, method);
            PhaseRun.replicate(context).run();
            long moved = copies(context);
            assertThat(new CopyRowsStep().isDone(context)).isTrue();
            PhaseRun.replicate(context).run();
            assertThat(copies(context)).isEqualTo(moved);
            PhaseRun.replicate(context).takeBack();
        }
    }

    @Test
    void copiesAgainWhenWritersWroteBetweenCopyAndCutover(TwoPostgres servers) {
        RecordingContext context = prepared(servers, Method.DUMP_AND_RESTORE);
        PhaseRun.replicate(context).run();
        new FreezeForCopyStep().undo(context);
        servers.sourceDatabase().useSession(session -> session.execute("INSERT INTO nothing DEFAULT VALUES"));

        assertThatThrownBy(() -> new PhaseRun(context, Phase.CUTOVER).run())
                .isInstanceOf(StepFailedException.class)
                .hasMessage(
                        "The source accepted writes again after its rows were copied, so PlanetScale may lack some.");
        PhaseRun.replicate(context).run();
        new PhaseRun(context, Phase.CUTOVER).run();
        assertEqualRows(servers);
        new PhaseRun(context, Phase.CUTOVER).takeBack();
    }

    @Test
    void leavesRowsAloneOnceTheTargetTookOver(TwoPostgres servers) {
        RecordingContext context = prepared(servers, Method.STALE_COPY);
        PhaseRun.replicate(context).run();
        context.report(new dev.planetfall.migration.MigrationEvent.PhaseEnded(
                context.clock().instant(), Phase.CUTOVER, dev.planetfall.migration.PhaseStatus.DONE));
        servers.targetDatabase().useSession(session -> session.execute("INSERT INTO nothing DEFAULT VALUES"));
        PhaseRun.replicate(context).takeBack();
        assertThat(rows(servers.targetDatabase(), "nothing").get(0)).startsWith("6 ");
        assertThatThrownBy(() -> new CopyRowsStep().run(context))
                .isInstanceOf(StepFailedException.class)
                .hasMessage(
                        "PlanetScale has taken over: its rows may be newer than the source's, and were left alone.");
    }

    @Test
    void tellsHowFarTheCopyIsBeforeThereIsASubscription(TwoPostgres servers) {
        RecordingContext context = prepared(servers, Method.SNAPSHOT_COPY);
        PhaseRun.replicate(context).runUntil("create-subscription");
        Optional<ReplicationStatus> status = servers.sourceDatabase()
                .withSession(source -> servers.targetDatabase()
                        .withSession(target ->
                                new ReplicationProbe(context.plan(), context.clock()).measure(source, target)));
        assertThat(status.orElseThrow().tables()).hasSize(6).allMatch(table -> table.state() == TableCopy.State.COPIED);
        assertThat(status.orElseThrow().lagBytes()).isPresent();
        PhaseRun.replicate(context).takeBack();
    }

    private static void carriesEveryValue(TwoPostgres servers, Method method) {
        RecordingContext context = prepared(servers, method);
        PhaseRun.replicate(context).run();
        assertThat(SchemaComparison.of(context)).isEqualTo(new SchemaComparison(List.of(), List.of()));
        new PhaseRun(context, Phase.VERIFY).run();
        new PhaseRun(context, Phase.SEQUENCES).run();
        new PhaseRun(context, Phase.CUTOVER).run();
        assertEqualRows(servers);
        assertThat(context.events(TablesCompared.class))
                .allMatch(event -> event.verification().tables().stream()
                        .map(TableComparison::verdict)
                        .noneMatch(Verdict.DIFFERS::equals));
        new PhaseRun(context, Phase.FINISH).run();
        assertThat(context.events(LeftoversListed.class).get(0).leftovers()).isEmpty();
        new PhaseRun(context, Phase.CUTOVER).takeBack();
    }

    private static RecordingContext prepared(TwoPostgres servers, Method method) {
        servers.sourceDatabase().useSession(session -> {
            session.execute(SCHEMA);
            session.execute(ROWS);
        });
        RecordingContext context = context(servers, method);
        new CopySchemaStep().run(context);
        return context;
    }

    private static RecordingContext again(TwoPostgres servers, Method method) {
        RecordingContext context = context(servers, method);
        new CopySchemaStep().run(context);
        return context;
    }

    private static RecordingContext context(TwoPostgres servers, Method method) {
        return new RecordingContext(
                PlanBuilder.from(servers.plan()).method(method).build().orElseThrow());
    }

    private static long copies(RecordingContext context) {
        return context.statements().stream()
                .filter(statement -> statement.sql().startsWith("COPY "))
                .count();
    }

    private static void assertEqualRows(TwoPostgres servers) {
        for (String table : TABLES) {
            assertThat(rows(servers.targetDatabase(), table))
                    .as(table)
                    .isEqualTo(rows(servers.sourceDatabase(), table));
        }
    }

    private static List<String> rows(Database database, String table) {
        return database.withSession(session -> session.query(
                "SELECT count(*) || ' ' || coalesce(md5(string_agg(to_jsonb(t)::text, '' ORDER BY to_jsonb(t)::text)), '') AS sum"
                        + " FROM ONLY " + table + " t",
                row -> row.text("sum")));
    }

    private static List<String> slots(Database database) {
        return database.withSession(session -> session.query(
                "SELECT slot_name FROM pg_replication_slots WHERE database = current_database()",
                row -> row.text("slot_name")));
    }
}
