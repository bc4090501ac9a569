package dev.planetfall.migration.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.SchemaSource;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.Severity;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.LargeObjects;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Checks of what a database may hold besides tables and rows. */
@ExtendWith(TwoPostgresExtension.class)
class FeatureChecksPostgresTest {
    @Test
    void tellsWhichColumnsPlanetScaleComputes(TwoPostgres servers) {
        source(servers, """
                CREATE TABLE fine (id int PRIMARY KEY, twice int GENERATED ALWAYS AS (id * 2) STORED);
                CREATE TABLE named (id int, twice int GENERATED ALWAYS AS (id * 2) STORED PRIMARY KEY);
                CREATE TABLE chosen (id int NOT NULL, twice int GENERATED ALWAYS AS (id * 2) STORED NOT NULL UNIQUE);
                ALTER TABLE chosen REPLICA IDENTITY USING INDEX chosen_twice_key;
                """);
        assertThat(Asked.findings(new GeneratedColumnsCheck(), servers))
                .containsExactly(
                        Finding.blocker(
                                        "generated-columns",
                                        "Rows of 2 tables of the source are named by a computed column, which replication"
                                                + " does not send: public.chosen, public.named.",
                                        "The first UPDATE or DELETE would stop the replication, or fail on a source of"
                                                + " version 18. Give each table another replica identity: a unique index"
                                                + " without that column, or FULL.")
                                .withDetails(List.of("public.chosen: twice", "public.named: twice")),
                        Finding.note(
                                        "generated-columns",
                                        "PlanetScale computes 3 columns by itself: what is computed is not copied.",
                                        "Nothing to do. A formula that calls a function of your own must give the same on"
                                                + " both servers.")
                                .withDetails(
                                        List.of("public.chosen: twice", "public.fine: twice", "public.named: twice")));
        source(servers, "DROP TABLE named, chosen, fine");
        assertThat(Asked.findings(new GeneratedColumnsCheck(), servers))
                .containsExactly(Finding.passed("generated-columns", "No table in scope has a computed column."));
    }

    /** Version 18 refuses the application's own statement; older ones let the replication stop. */
    @Test
    @PostgresPair(source = 18, target = 17)
    void refusesVirtualColumnsForAnOlderPlanetScaleAndSeesTheHarmOfComputedKeys(TwoPostgres servers) {
        source(servers, """
                CREATE TABLE virtual (id int PRIMARY KEY, twice int GENERATED ALWAYS AS (id * 2) VIRTUAL);
                CREATE TABLE named (id int, twice int GENERATED ALWAYS AS (id * 2) STORED PRIMARY KEY);
                """);
        assertThat(Asked.findings(new GeneratedColumnsCheck(), servers))
                .extracting(Finding::severity, Finding::details)
                .containsExactly(
                        tuple(Severity.BLOCKER, List.of("public.named: twice")),
                        tuple(Severity.BLOCKER, List.of("public.virtual: twice (virtual)")),
                        tuple(Severity.NOTE, List.of("public.named: twice", "public.virtual: twice (virtual)")));
        source(servers, "INSERT INTO named (id) VALUES (1); CREATE PUBLICATION p FOR TABLE named");
        try {
            assertThatThrownBy(() -> source(servers, "UPDATE named SET id = 2"))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("cannot update table \"named\"");
        } finally {
            source(servers, "DROP PUBLICATION p");
        }
    }

    @Test
    void tellsWhichViewsTheCutoverFills(TwoPostgres servers) {
        source(servers, """
                CREATE TABLE item (id int PRIMARY KEY);
                CREATE MATERIALIZED VIEW "Filled" AS SELECT * FROM item;
                CREATE MATERIALIZED VIEW hollow AS SELECT * FROM item WITH NO DATA;
                """);
        assertThat(Asked.findings(new MaterializedViewsCheck(), servers))
                .containsExactly(Finding.note(
                                "materialized-views",
                                "2 materialized views will be filled on PlanetScale after the copy, and again during the"
                                        + " cutover: public.\"Filled\", public.hollow.",
                                "Their rows are computed, not copied. The first time tells how much longer they will make the"
                                        + " cutover; the Cut over page says so before it begins. Drop a view for the move if"
                                        + " that is too long and the application can wait.")
                        .withDetails(List.of(
                                "public.\"Filled\": 0 bytes",
                                "public.hollow: never filled on the source, and so left empty")));
    }

    @Test
    void saysWhatBecomesOfLargeObjects(TwoPostgres servers) {
        source(servers, "CREATE TABLE scan (id int PRIMARY KEY, image oid); INSERT INTO scan VALUES (1, lo_create(0))");
        assertThat(Asked.findings(new LargeObjectsCheck(), servers))
                .containsExactly(Finding.note(
                                "large-objects",
                                "1 large object of the source, 0 bytes on disk, will be copied through this computer with their"
                                        + " numbers; 1 column in scope may name them.",
                                "Replication does not carry them, so they are compared again while writes are stopped for the"
                                        + " cutover, which takes the servers about 1.0 s. If nothing names them any more, remove"
                                        + " them first with vacuumlo, or leave out the table pg_catalog.pg_largeobject.")
                        .withDetails(List.of("public.scan: image (oid)")));
        assertThat(Asked.findings(
                        new LargeObjectsCheck(),
                        Asked.within(servers, new Scope(Set.of(), Set.of(LargeObjects.TABLE)))))
                .containsExactly(Finding.note(
                        "large-objects", "1 large object of the source will not be copied: they are left out.", ""));
        source(servers, "SELECT lo_unlink(image) FROM scan");
        assertThat(Asked.findings(new LargeObjectsCheck(), servers))
                .containsExactly(Finding.passed("large-objects", "The source holds no large objects."));
    }

    @Test
    void namesLargeObjectsThatCannotBeReadAndNumbersThatAreTaken(TwoPostgres servers) {
        servers.sourceAdmin()
                .useSession(session -> session.execute("SELECT lo_from_bytea(7001, 'a'), lo_from_bytea(7002, 'b')"));
        servers.targetDatabase().useSession(session -> session.execute("SELECT lo_from_bytea(7002, 'other')"));
        List<Finding> findings = Asked.findings(new LargeObjectsCheck(), servers);
        assertThat(findings)
                .extracting(Finding::severity, Finding::sentence, Finding::details)
                .contains(
                        tuple(
                                Severity.WARNING,
                                "2 large objects of the source cannot be read by role store_owner and will be missing on"
                                        + " PlanetScale.",
                                List.of("7001, of role postgres", "7002, of role postgres")),
                        tuple(
                                Severity.BLOCKER,
                                "PlanetScale has other large objects under numbers that the source uses: 7002.",
                                List.of("7002")));
        servers.sourceAdmin()
                .useSession(session ->
                        session.execute(findings.get(1).remedy().orElseThrow().sql()));
        assertThat(Asked.findings(new LargeObjectsCheck(), servers))
                .extracting(Finding::severity)
                .containsExactly(Severity.NOTE, Severity.BLOCKER);
    }

    @Test
    void tellsWhatIsReadFromOtherServersWithoutTheirPasswords(TwoPostgres servers) {
        servers.sourceAdmin().useSession(session -> session.execute("""
                CREATE EXTENSION postgres_fdw;
                CREATE SERVER "Other one" FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'elsewhere');
                CREATE USER MAPPING FOR store_owner SERVER "Other one" OPTIONS (user 'me', password 'topsecret');
                CREATE FOREIGN TABLE public.remote (id int) SERVER "Other one";
                """));
        assertThat(Asked.findings(new ForeignTablesCheck(), servers))
                .containsExactly(Finding.warning(
                                "foreign-tables",
                                "The source reads 1 table of 1 other server. PlanetScale gets their definitions, but neither"
                                        + " rows nor logins.",
                                "After the schema is on PlanetScale, make each login anew with CREATE USER MAPPING, and let"
                                        + " the other servers admit PlanetScale's addresses. Until then a query of these"
                                        + " tables fails.")
                        .withDetails(List.of(
                                "server \"Other one\" of postgres_fdw, login mapped for store_owner",
                                "public.remote: on server \"Other one\"")));
        MigrationPlan ownReader = PlanBuilder.from(servers.plan())
                .schemaSource(SchemaSource.CATALOG)
                .build()
                .orElseThrow();
        assertThat(Asked.findings(new ForeignTablesCheck(), ownReader))
                .extracting(Finding::sentence)
                .containsExactly(
                        "The source reads 1 table of 1 other server. PlanetScale gets neither their definitions nor"
                                + " rows or logins, because only pg_dump carries them.");
        servers.sourceAdmin().useSession(session -> session.execute("DROP SERVER \"Other one\" CASCADE"));
        assertThat(Asked.findings(new ForeignTablesCheck(), servers))
                .containsExactly(Finding.passed("foreign-tables", "The source reads no tables of other servers."));
    }

    @Test
    void namesEventTriggers(TwoPostgres servers) {
        servers.sourceAdmin().useSession(session -> session.execute("""
                CREATE FUNCTION public.watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
                CREATE EVENT TRIGGER watching ON ddl_command_end EXECUTE FUNCTION public.watch();
                ALTER EVENT TRIGGER watching DISABLE;
                CREATE SCHEMA platform;
                CREATE FUNCTION platform.watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
                CREATE EVENT TRIGGER platform_watching ON sql_drop EXECUTE FUNCTION platform.watch();
                """));
        Scope scope = new Scope(Set.of(new Identifier("platform")), Set.of());
        assertThat(Asked.findings(new EventTriggersCheck(), Asked.within(servers, scope)))
                .containsExactly(Finding.warning(
                                "event-triggers",
                                "1 event trigger of the source will not be on PlanetScale, where nobody may make any.",
                                "They react to changes of the schema, not of rows. Find out what each does for you, and do it"
                                        + " in another way.")
                        .withDetails(List.of("watching on ddl_command_end calls public.watch (disabled)")));
    }

    @Test
    void namesWhatLiesInOtherTablespaces(TwoPostgres servers) {
        servers.sourceAdmin().useSession(session -> {
            session.execute("SET allow_in_place_tablespaces = on");
            session.execute("CREATE TABLESPACE \"Fast disk\" LOCATION ''");
            try {
                session.execute("CREATE TABLE public.item (id int PRIMARY KEY) TABLESPACE \"Fast disk\"");
                assertThat(Asked.findings(new TablespacesCheck(), servers))
                        .containsExactly(Finding.note(
                                        "tablespaces",
                                        "1 table or index of the source lie in other tablespaces; on PlanetScale everything"
                                                + " lies in one.",
                                        "Nothing to do. Count all tablespaces when you choose the disk of PlanetScale.")
                                .withDetails(List.of("public.item: tablespace \"Fast disk\"")));
            } finally {
                session.execute("DROP TABLE IF EXISTS public.item");
                session.execute("DROP TABLESPACE \"Fast disk\"");
            }
        });
    }

    @Test
    void knowsThatNewerVersionsHaveNoHiddenOids(TwoPostgres servers) {
        assertThat(Asked.findings(new TablesWithOidsCheck(), servers))
                .containsExactly(Finding.passed("tables-with-oids", "No table in scope has a hidden oid column."));
    }

    private static void source(TwoPostgres servers, String sql) {
        servers.sourceDatabase().useSession(session -> session.execute(sql));
    }
}
