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
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.RoleFacts;
import dev.planetfall.postgres.ServerFacts;
import dev.planetfall.testing.PostgresPair;
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
            """;

    @TempDir
    private Path folder;

    @Test
    void movesAndBringsBackADatabaseByHand(TwoPostgres servers) throws Exception {
        servers.sourceDatabase().useSession(session -> session.execute(STORE));
        MigrationPlan plan = plan(servers, Method.LOGICAL_REPLICATION);
        Runbook runbook = Runbook.of(state(servers, plan), new Imprint(AT, "1.2.3", "ada", Map.of()));
        Psql psql = new Psql(plan, folder);
        assertThat(runbook.chapters()).hasSize(9);

        psql.run(runbook.chapters().get(0));
        psql.run(runbook.chapters().get(1));
        insert(servers.sourceDatabase(), "while it is copied");
        runbook.chapters().subList(2, 5).forEach(psql::run);
        List<String> compared = psql.run(runbook.chapters().get(5));
        assertThat(compared.get(0)).isEqualTo(compared.get(1)).contains("public.item|20|", "public.\"Order\"|501|");
        assertThat(orders(servers.targetDatabase())).isEqualTo(501);
        assertThat(junk(servers.targetDatabase())).isFalse();

        psql.run(runbook.chapters().get(6));
        insert(servers.targetDatabase(), "after the cutover");
        psql.run(runbook.chapters().get(7));
        insert(servers.sourceDatabase(), "after the way back");
        psql.run(runbook.chapters().get(8));

        List<String> newest = servers.sourceDatabase()
                .withSession(session -> session.query(
                        "SELECT id::text || ' ' || note AS row FROM \"Order\" WHERE id > 500 ORDER BY id",
                        row -> row.text("row")));
        assertThat(newest).containsExactly("501 while it is copied", "502 after the cutover", "503 after the way back");
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
                .scope(new Scope(Set.of(), Set.of(QualifiedName.of("public", "junk"))))
                .method(method)
                .build()
                .orElseThrow();
    }

    private static MigrationState state(TwoPostgres servers, MigrationPlan plan) {
        MigrationState state = MigrationState.INITIAL
                .after(new PlanDecided(AT, plan))
                .after(new ServersDescribed(AT, facts(servers.sourceDatabase()), facts(servers.targetDatabase())));
        for (String table : List.of("public.\"Order\"", "public.item", "public.part", "public.part_1")) {
            state = state.after(new SchemaObjectApplied(
                    AT, new SchemaOutcome("TABLE", table, SchemaOutcome.Result.CREATED, "CREATE TABLE", "")));
        }
        return state;
    }

    private static ServerFacts facts(Database server) {
        RoleFacts role = new RoleFacts(new Identifier("ada", Map.of()), false, true, true, true, true);
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

    private static boolean junk(Database server) {
        return server.withSession(session ->
                session.queryOne("SELECT to_regclass('junk') IS NOT NULL AS there", row -> row.flag("there")));
    }
}
