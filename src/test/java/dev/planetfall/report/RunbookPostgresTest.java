package dev.planetfall.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationEvent.PlanDecided;
import dev.planetfall.migration.MigrationEvent.SchemaObjectApplied;
import dev.planetfall.migration.MigrationEvent.ServersDescribed;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.freeze.WriteFreeze;
import dev.planetfall.migration.schema.CatalogSchemaReader;
import dev.planetfall.migration.schema.PgDumpSchemaReader;
import dev.planetfall.migration.schema.SchemaObject;
import dev.planetfall.migration.schema.SchemaReader;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Password;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.RoleFacts;
import dev.planetfall.postgres.ServerFacts;
import dev.planetfall.report.Runbook.Chapter;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Everything that the runbook says, done by psql and pg_dump as a person would, on two servers. */
@ExtendWith(TwoPostgresExtension.class)
@PostgresPair(source = 15, target = 18)
@Timeout(180)
class RunbookPostgresTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final String STORE = """
            CREATE TABLE "Order" (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, note text, price double precision);
            INSERT INTO "Order" (note, price) SELECT 'it''s ' || i, i / 3.0 FROM generate_series(1, 500) i;
            CREATE TABLE item (id serial PRIMARY KEY, made timestamptz DEFAULT now());
            INSERT INTO item SELECT FROM generate_series(1, 20);
            CREATE TABLE part (id int PRIMARY KEY, day date) PARTITION BY RANGE (id);
            CREATE TABLE part_1 PARTITION OF part FOR VALUES FROM (0) TO (1000);
            INSERT INTO part SELECT i, '2026-01-01' FROM generate_series(1, 30) i;
            CREATE TABLE junk (id int);
            CREATE MATERIALIZED VIEW total AS SELECT count(*) AS orders FROM "Order";
            CREATE SCHEMA "Odd Schema";
            CREATE TABLE "Odd Schema"."Tab ""le; DROP" (id serial PRIMARY KEY, "Co.l" text);
            INSERT INTO "Odd Schema"."Tab ""le; DROP" ("Co.l") SELECT 'one' FROM generate_series(1, 7);
            CREATE TABLE "Odd Schema"."left.out" (id int);
            CREATE UNLOGGED TABLE "Odd Schema"."it's quick" (id int PRIMARY KEY, took interval, half double precision);
            INSERT INTO "Odd Schema"."it's quick" SELECT i, -interval '1 day 2 hours' * i, i / 3.0 FROM generate_series(1, 9) i;
            SELECT lo_from_bytea(70001, 'there from the start');
            CREATE SCHEMA "a.b";
            CREATE TABLE "a.b"."c" (id int PRIMARY KEY);
            INSERT INTO "a.b"."c" VALUES (1), (2);
            CREATE SCHEMA x;
            CREATE TABLE x."b.c" (id int PRIMARY KEY);
            INSERT INTO x."b.c" VALUES (3), (4), (5);
            CREATE TABLE "it's \\ ""two""
            lines" (id int PRIMARY KEY);
            INSERT INTO "it's \\ ""two""
            lines" VALUES (1);
            """;

    private static final List<QualifiedName> REPLICATED = List.of(
            QualifiedName.of("Odd Schema", "Tab \"le; DROP"),
            QualifiedName.of("a.b", "c"),
            QualifiedName.of("public", "Order"),
            QualifiedName.of("public", "it's \\ \"two\"\nlines"),
            QualifiedName.of("public", "item"),
            QualifiedName.of("public", "part"),
            QualifiedName.of("public", "part_1"),
            QualifiedName.of("x", "b.c"));

    private static final List<String> LOUD = List.of("loud_here", "\"Loud \"\"there\"", "modest");
    private static final Password PASSWORD = Password.of("loud");

    @TempDir
    private Path folder;

    @Test
    void movesAndBringsBackADatabaseByHand(TwoPostgres servers) throws Exception {
        servers.sourceDatabase().useSession(session -> session.execute(STORE));
        MigrationPlan plan = plan(servers, Method.LOGICAL_REPLICATION);
        Runbook runbook = Runbook.of(state(servers, plan), new Imprint(AT, "1.2.3", "ada", Map.of()));
        Psql psql = new Psql(plan, folder);
        assertThat(runbook.chapters()).hasSize(10);
        assertThat(runbook.missing()).isEmpty();

        psql.run(runbook.chapters().get(0));
        psql.run(runbook.chapters().get(1));
        insert(servers.sourceDatabase(), "while it is copied");
        runbook.chapters().subList(2, 5).forEach(psql::run);
        List<String> compared = psql.run(runbook.chapters().get(5));
        assertThat(compared.get(0))
                .isEqualTo(compared.get(1))
                .contains("public.item|20|", "public.\"Order\"|501|")
                .contains(
                        "\"Odd Schema\".\"Tab \"\"le; DROP\"|7|",
                        "\"a.b\".c|2|",
                        "x.\"b.c\"|3|",
                        "quick\"|9|",
                        "lines\"|1|");
        assertThat(orders(servers.targetDatabase())).isEqualTo(501);
        assertThat(largeObjects(servers.targetAdmin())).containsExactly("there from the start");
        assertThat(isThere(servers.targetDatabase(), "junk")).isFalse();
        assertThat(isThere(servers.targetDatabase(), "\"Odd Schema\".\"left.out\""))
                .isFalse();

        psql.run(runbook.chapters().get(6));
        insert(servers.targetDatabase(), "after the cutover");
        servers.targetDatabase().useSession(session -> {
            session.execute("DELETE FROM \"Odd Schema\".\"it's quick\" WHERE id > 2");
            session.execute("SELECT lo_from_bytea(70002, 'made on PlanetScale')");
        });
        psql.run(runbook.chapters().get(7));
        insert(servers.sourceDatabase(), "after the way back");
        psql.run(runbook.chapters().get(9));

        assertThat(largeObjects(servers.sourceAdmin())).containsExactly("there from the start", "made on PlanetScale");
        long quick = servers.sourceDatabase()
                .withSession(session -> session.queryOne(
                        "SELECT count(*) AS n FROM \"Odd Schema\".\"it's quick\"", row -> row.number("n")));
        assertThat(quick).isEqualTo(2);
        List<String> newest = servers.sourceDatabase()
                .withSession(session -> session.query(
                        "SELECT id::text || ' ' || note AS row FROM \"Order\" WHERE id > 500 ORDER BY id",
                        row -> row.text("row")));
        assertThat(newest).containsExactly("501 while it is copied", "502 after the cutover", "503 after the way back");
    }

    @Test
    void cleansUpAndLeavesTheSourceReadOnlyWithWhatWouldLiftThat(TwoPostgres servers) throws Exception {
        servers.sourceDatabase().useSession(session -> session.execute("CREATE TABLE item (id int PRIMARY KEY)"));
        MigrationPlan plan = plan(servers, Method.LOGICAL_REPLICATION);
        List<Chapter> chapters = Runbook.of(state(servers, plan), new Imprint(AT, "1.2.3", "ada", Map.of()))
                .chapters();
        Psql psql = new Psql(plan, folder);

        chapters.subList(0, 7).forEach(psql::run);
        List<String> answers = psql.run(chapters.get(9));

        String lifting =
                "ALTER DATABASE " + servers.sourceSettings().database() + " RESET default_transaction_read_only;";
        assertThat(answers).contains(lifting);
        assertThat(servers.sourceDatabase().withReadOnlySession(WriteFreeze::isReadOnly))
                .isTrue();
        servers.sourceAdmin().despiteFreeze().useSession(session -> session.execute(lifting.replace(";", "")));
    }

    @Test
    void knowsEveryTableByItsExactNameWhicheverReaderReadIt(TwoPostgres servers) {
        servers.sourceDatabase().useSession(session -> session.execute(STORE));
        MigrationPlan plan = plan(servers, Method.LOGICAL_REPLICATION);

        for (SchemaReader reader : List.of(new CatalogSchemaReader(), new PgDumpSchemaReader())) {
            assertThat(RunbookTables.of(state(servers, plan, reader)).replicated())
                    .isEqualTo(REPLICATED);
        }
    }

    @Test
    void stopsRolesThatHaveASettingOfTheirOwnAndPutsItBack(TwoPostgres servers) throws Exception {
        servers.sourceDatabase().useSession(session -> session.execute("CREATE TABLE item (id int PRIMARY KEY)"));
        MigrationPlan plan = plan(servers, Method.DUMP_AND_RESTORE);
        List<Chapter> chapters = Runbook.of(state(servers, plan), new Imprint(AT, "1.2.3", "ada", Map.of()))
                .chapters();
        Psql psql = new Psql(plan, folder);
        String database = new Identifier(servers.sourceSettings().database()).quoted();
        try {
            servers.sourceAdmin().useSession(session -> {
                for (String role : LOUD) {
                    session.execute("CREATE ROLE " + role + " LOGIN PASSWORD 'loud'");
                }
                session.execute("ALTER ROLE loud_here IN DATABASE " + database
                        + " SET default_transaction_read_only = 'False'");
                session.execute("ALTER ROLE \"Loud \"\"there\" SET default_transaction_read_only = off");
                session.execute(
                        "ALTER ROLE modest IN DATABASE " + database + " SET default_transaction_read_only = on");
                session.execute("ALTER ROLE modest IN DATABASE " + database + " SET work_mem = '8MB'");
                session.execute("ALTER DATABASE " + database + " SET default_transaction_read_only = 'no'");
            });
            List<String> before = settings(servers);
            assertThat(readOnly(servers)).isEqualTo(List.of("off", "off", "on"));

            psql.run(chapters.get(0));
            psql.run(chapters.get(0));
            assertThat(readOnly(servers)).isEqualTo(List.of("on", "on", "on"));
            psql.run(chapters.get(3));
            psql.run(chapters.get(3));

            assertThat(settings(servers)).isEqualTo(before);
            assertThat(readOnly(servers)).isEqualTo(List.of("off", "off", "on"));
        } finally {
            servers.sourceAdmin().despiteFreeze().useSession(session -> {
                for (String role : LOUD) {
                    session.execute("DROP ROLE IF EXISTS " + role);
                }
            });
        }
    }

    @Test
    void copiesADatabaseByHandWithoutReplication(TwoPostgres servers) throws Exception {
        servers.sourceDatabase().useSession(session -> session.execute(STORE));
        MigrationPlan plan = plan(servers, Method.DUMP_AND_RESTORE);
        Runbook runbook = Runbook.of(state(servers, plan), new Imprint(AT, "1.2.3", "ada", Map.of()));
        Psql psql = new Psql(plan, folder);

        psql.run(runbook.chapters().get(0));
        psql.run(runbook.chapters().get(1));
        List<String> compared = psql.run(runbook.chapters().get(2));
        psql.run(runbook.chapters().get(3));

        assertThat(compared.get(0)).isEqualTo(compared.get(1)).contains("public.\"Order\"|500|");
        insert(servers.sourceDatabase(), "the source writes again");
        assertThat(orders(servers.sourceDatabase())).isEqualTo(501);
    }

    /** By the superusers, because the way back needs one at a source of this version. */
    private static MigrationPlan plan(TwoPostgres servers, Method method) {
        return new PlanBuilder(servers.plan().id())
                .source(servers.sourceServer()
                        .superuserSettings(servers.sourceSettings().database()))
                .target(servers.targetServer()
                        .superuserSettings(servers.targetSettings().database()))
                .scope(new Scope(
                        Set.of(),
                        Set.of(QualifiedName.of("public", "junk"), QualifiedName.of("Odd Schema", "left.out"))))
                .method(method)
                .build()
                .orElseThrow();
    }

    private static MigrationState state(TwoPostgres servers, MigrationPlan plan) {
        return state(servers, plan, new CatalogSchemaReader());
    }

    /** As it is after Schema: with the objects as a reader reads them. */
    private static MigrationState state(TwoPostgres servers, MigrationPlan plan, SchemaReader reader) {
        MigrationState state = MigrationState.INITIAL
                .after(new PlanDecided(AT, plan))
                .after(new ServersDescribed(AT, facts(servers.sourceDatabase()), facts(servers.targetDatabase())));
        for (SchemaObject object : reader.read(new RecordingContext(plan)).objects()) {
            state = state.after(new SchemaObjectApplied(
                    AT,
                    new SchemaOutcome(
                            object.kind(), object.identity(), SchemaOutcome.Result.CREATED, object.sql(), "")));
        }
        return state;
    }

    private static List<String> settings(TwoPostgres servers) {
        return servers.sourceDatabase().withSession(session -> session.query("""
                SELECT coalesce(r.rolname, '') || coalesce(d.datname, '') || s.setconfig::text AS line
                FROM pg_db_role_setting s LEFT JOIN pg_roles r ON r.oid = s.setrole LEFT JOIN pg_database d ON d.oid = s.setdatabase
                WHERE s.setconfig::text LIKE '%read_only%' ORDER BY 1
                """, row -> row.text("line")));
    }

    /** What a session of each role begins with. */
    private static List<String> readOnly(TwoPostgres servers) {
        return LOUD.stream()
                .map(role -> new Database(
                                servers.sourceSettings()
                                        .withUser(role.replace("\"\"", "'")
                                                .replace("\"", "")
                                                .replace("'", "\""))
                                        .withPassword(PASSWORD),
                                "source")
                        .withSession(session -> session.queryOne(
                                "SELECT current_setting('default_transaction_read_only') AS is",
                                row -> row.text("is"))))
                .toList();
    }

    private static ServerFacts facts(Database server) {
        RoleFacts role = new RoleFacts(new Identifier("ada"), false, true, true, true, true);
        return server.withSession(
                session -> new ServerFacts(new Catalog(session).version(), "7", "store", "UTF8", false, 1, role));
    }

    private static void insert(Database server, String note) {
        server.useSession(session -> session.update("INSERT INTO \"Order\" (note) VALUES (?)", note));
    }

    private static long orders(Database server) {
        return server.withSession(
                session -> session.queryOne("SELECT count(*) AS n FROM \"Order\"", row -> row.number("n")));
    }

    private static List<String> largeObjects(Database server) {
        return server.withSession(session -> session.query(
                "SELECT convert_from(lo_get(oid), 'UTF8') AS text FROM pg_largeobject_metadata ORDER BY oid",
                row -> row.text("text")));
    }

    private static boolean isThere(Database server, String table) {
        return server.withSession(session ->
                session.queryOne("SELECT to_regclass(?) IS NOT NULL AS there", row -> row.flag("there"), table));
    }
}
