package dev.planetfall.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TwoPostgresExtension.class)
class CatalogPostgresTest {
    @Nested
    @PostgresPair(source = 13, target = 18)
    class On13 extends Cases {
        On13() {
            super(13);
        }
    }

    @Nested
    @PostgresPair(source = 15, target = 18)
    class On15 extends Cases {
        On15() {
            super(15);
        }
    }

    @Nested
    @PostgresPair(source = 17, target = 18)
    class On17 extends Cases {
        On17() {
            super(17);
        }
    }

    @Nested
    @PostgresPair(source = 18, target = 18)
    class On18 extends Cases {
        On18() {
            super(18);
        }
    }

    /** The same on every version, asked by a role that is no superuser. */
    abstract static class Cases {
        private final int major;

        Cases(int major) {
            this.major = major;
        }

        @Test
        void describesServerToOrdinaryRole(TwoPostgres servers) {
            ServerFacts facts = ask(servers, Catalog::server);
            ServerFacts target = servers.targetDatabase().withSession(session -> new Catalog(session).server());
            String seenByAdmin = servers.sourceAdmin()
                    .withSession(session -> session.queryOne(
                            "SELECT system_identifier::text AS id FROM pg_control_system()", row -> row.text("id")));

            assertThat(facts.version().major()).isEqualTo(major);
            assertThat(facts.systemIdentifier()).isEqualTo(seenByAdmin).isNotEqualTo(target.systemIdentifier());
            assertThat(facts.database()).isEqualTo(servers.sourceSettings().database());
            assertThat(facts.encoding()).isEqualTo("UTF8");
            assertThat(facts.inRecovery()).isFalse();
            assertThat(facts.databaseBytes()).isPositive();
            assertThat(facts.role())
                    .isEqualTo(new RoleFacts(new Identifier("store_owner"), false, true, false, false, true));
        }

        @Test
        void findsReplicaIdentityOfEveryTable(TwoPostgres servers) {
            run(servers, """
                    CREATE TABLE a_key (id int PRIMARY KEY);
                    CREATE TABLE b_without_key (id int);
                    CREATE TABLE c_deferrable_key (id int PRIMARY KEY DEFERRABLE);
                    CREATE TABLE d_full (id int);
                    ALTER TABLE d_full REPLICA IDENTITY FULL;
                    CREATE TABLE e_index (code int NOT NULL UNIQUE);
                    ALTER TABLE e_index REPLICA IDENTITY USING INDEX e_index_code_key;
                    CREATE TABLE f_unique_only (code int NOT NULL UNIQUE);
                    CREATE TABLE g_nothing (id int PRIMARY KEY);
                    ALTER TABLE g_nothing REPLICA IDENTITY NOTHING;
                    CREATE TABLE h_index_gone (code int NOT NULL UNIQUE);
                    ALTER TABLE h_index_gone REPLICA IDENTITY USING INDEX h_index_gone_code_key;
                    ALTER TABLE h_index_gone DROP CONSTRAINT h_index_gone_code_key;
                    """);

            assertThat(tables(servers))
                    .containsExactly(
                            table("public", "a_key", ReplicaIdentity.PRIMARY_KEY),
                            table("public", "b_without_key", ReplicaIdentity.NONE),
                            table("public", "c_deferrable_key", ReplicaIdentity.NONE),
                            table("public", "d_full", ReplicaIdentity.FULL),
                            table("public", "e_index", ReplicaIdentity.INDEX),
                            table("public", "f_unique_only", ReplicaIdentity.NONE),
                            table("public", "g_nothing", ReplicaIdentity.NONE),
                            table("public", "h_index_gone", ReplicaIdentity.NONE));
        }

        @Test
        void tellsKindsOfTablesApart(TwoPostgres servers) {
            run(servers, """
                    CREATE SCHEMA "Odd ""Schema""; --";
                    CREATE TABLE "Odd ""Schema""; --"."Order Lines" (id int PRIMARY KEY);
                    CREATE TABLE event (id int, day date, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
                    CREATE TABLE event_2026 PARTITION OF event FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
                    CREATE UNLOGGED TABLE scratch (id int PRIMARY KEY);
                    CREATE TABLE tenant (id int PRIMARY KEY);
                    ALTER TABLE tenant ENABLE ROW LEVEL SECURITY;
                    CREATE TEMP TABLE gone_soon (id int);
                    """);
            servers.sourceAdmin().useSession(session -> {
                session.execute("CREATE TABLE public.foreigner (id int PRIMARY KEY)");
                session.execute("CREATE EXTENSION hstore SCHEMA public");
                session.execute("CREATE TABLE public.of_extension (id int PRIMARY KEY)");
                session.execute("ALTER EXTENSION hstore ADD TABLE public.of_extension");
            });
            ReplicaIdentity key = ReplicaIdentity.PRIMARY_KEY;

            assertThat(tables(servers))
                    .containsExactly(
                            table("Odd \"Schema\"; --", "Order Lines", key),
                            table("event", Table.Kind.PARTITIONED, false, false, false, true),
                            table("event_2026", Table.Kind.ORDINARY, true, false, false, true),
                            table("foreigner", Table.Kind.ORDINARY, false, false, false, false),
                            table("of_extension", Table.Kind.ORDINARY, false, true, false, false),
                            table("scratch", Table.Kind.UNLOGGED, false, false, false, true),
                            table("tenant", Table.Kind.ORDINARY, false, false, true, true));
        }

        @Test
        void measuresTables(TwoPostgres servers) {
            run(servers, """
                    CREATE TABLE letter (id int PRIMARY KEY, body text);
                    INSERT INTO letter SELECT n, repeat('x', 100) FROM generate_series(1, 1000) n;
                    ANALYZE letter;
                    """);
            Table letter = ask(servers, Catalog::tables).get(0);

            assertThat(letter.estimatedRows()).isEqualTo(1000);
            assertThat(letter.tableBytes()).isBetween(100_000L, 300_000L);
            assertThat(letter.indexBytes()).isBetween(20_000L, 100_000L);
        }

        @Test
        void readsSequences(TwoPostgres servers) {
            run(servers, """
                    CREATE TABLE by_identity (id int GENERATED ALWAYS AS IDENTITY (START WITH 100) PRIMARY KEY);
                    INSERT INTO by_identity DEFAULT VALUES;
                    CREATE TABLE "By Serial" ("Id" serial PRIMARY KEY);
                    CREATE SEQUENCE descending AS int INCREMENT BY -5 MAXVALUE 1000 MINVALUE -1000 START 1000;
                    SELECT nextval('descending'), nextval('descending');
                    CREATE SEQUENCE never_called MINVALUE 7 CYCLE MAXVALUE 9;
                    CREATE SEQUENCE set_uncalled;
                    SELECT setval('set_uncalled', 50, false);
                    CREATE TEMP SEQUENCE gone_soon;
                    """);

            assertThat(ask(servers, Catalog::sequences))
                    .containsExactly(
                            new Sequence(
                                    QualifiedName.of("public", "By Serial_Id_seq"),
                                    1,
                                    1,
                                    Integer.MAX_VALUE,
                                    1,
                                    false,
                                    OptionalLong.empty(),
                                    ownedBy("By Serial", "Id")),
                            new Sequence(
                                    QualifiedName.of("public", "by_identity_id_seq"),
                                    100,
                                    1,
                                    Integer.MAX_VALUE,
                                    1,
                                    false,
                                    OptionalLong.of(100),
                                    ownedBy("by_identity", "id")),
                            new Sequence(
                                    QualifiedName.of("public", "descending"),
                                    1000,
                                    -1000,
                                    1000,
                                    -5,
                                    false,
                                    OptionalLong.of(995),
                                    Optional.empty()),
                            new Sequence(
                                    QualifiedName.of("public", "never_called"),
                                    7,
                                    7,
                                    9,
                                    1,
                                    true,
                                    OptionalLong.empty(),
                                    Optional.empty()),
                            new Sequence(
                                    QualifiedName.of("public", "set_uncalled"),
                                    50,
                                    1,
                                    Long.MAX_VALUE,
                                    1,
                                    false,
                                    OptionalLong.empty(),
                                    Optional.empty()));
        }

        @Test
        void ordersMaterializedViewsByWhatTheyRead(TwoPostgres servers) {
            run(servers, """
                    CREATE TABLE base (id int PRIMARY KEY);
                    CREATE MATERIALIZED VIEW z_first AS SELECT id FROM base;
                    CREATE VIEW between_them AS SELECT id FROM z_first;
                    CREATE MATERIALIZED VIEW m_second AS SELECT id FROM between_them;
                    CREATE MATERIALIZED VIEW a_third AS SELECT id FROM m_second JOIN z_first USING (id);
                    """);

            assertThat(ask(servers, Catalog::materializedViews))
                    .containsExactly(
                            QualifiedName.of("public", "z_first"),
                            QualifiedName.of("public", "m_second"),
                            QualifiedName.of("public", "a_third"));
        }

        @Test
        void knowsWhatIsPublished(TwoPostgres servers) {
            run(servers, """
                    CREATE TABLE event (id int, day date, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
                    CREATE TABLE event_2026 PARTITION OF event FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
                    CREATE TABLE plain (id int PRIMARY KEY);
                    CREATE TABLE not_published (id int PRIMARY KEY);
                    CREATE PUBLICATION "My ""Own" FOR TABLE event, plain;
                    """);
            Identifier name = new Identifier("My \"Own");

            look(servers, catalog -> {
                assertThat(catalog.publishedTables(name))
                        .containsExactly(QualifiedName.of("public", "event_2026"), QualifiedName.of("public", "plain"));
                assertThat(catalog.publicationExists(name)).isTrue();
                assertThat(catalog.publicationExists(new Identifier("my \"own")))
                        .isFalse();
                assertThat(catalog.subscriptionExists(name)).isFalse();
            });
            run(servers, "DROP PUBLICATION \"My \"\"Own\"");
        }

        @Test
        void watchesSlot(TwoPostgres servers) {
            Identifier name = servers.plan().names().slot();
            look(servers, catalog -> assertThat(catalog.slot(name)).isEmpty());

            run(servers, "SELECT pg_create_logical_replication_slot('" + name + "', 'pgoutput')");
            run(servers, "CREATE TABLE noise AS SELECT generate_series(1, 1000)");
            ReplicationSlot slot = ask(servers, catalog -> catalog.slot(name)).orElseThrow();
            Lsn end = ask(servers, Catalog::currentLsn);

            assertThat(slot.active()).isFalse();
            assertThat(slot.walStatus()).contains("reserved");
            assertThat(slot.walKept()).isPositive();
            assertThat(slot.confirmedFlush().orElseThrow()).isLessThan(end);
            run(servers, "SELECT pg_drop_replication_slot('" + name + "')");
        }

        @Test
        void readsSettingsExtensionsAndSchemas(TwoPostgres servers) {
            run(servers, "CREATE SCHEMA \"Shop\"");
            servers.sourceAdmin().useSession(session -> session.execute("CREATE EXTENSION hstore SCHEMA \"Shop\""));

            look(servers, catalog -> {
                assertThat(catalog.setting("wal_level")).contains("logical");
                assertThat(catalog.setting("no_such_setting")).isEmpty();
                assertThat(catalog.extensions())
                        .extracting(Extension::name, Extension::schema)
                        .containsExactly(
                                tuple(new Identifier("hstore"), new Identifier("Shop")),
                                tuple(new Identifier("plpgsql"), new Identifier("pg_catalog")));
                assertThat(catalog.schemaExists(new Identifier("Shop"))).isTrue();
                assertThat(catalog.schemaExists(new Identifier("shop"))).isFalse();
            });
        }

        private static Optional<Sequence.OwnerColumn> ownedBy(String table, String column) {
            return Optional.of(new Sequence.OwnerColumn(QualifiedName.of("public", table), new Identifier(column)));
        }

        private static void run(TwoPostgres servers, String script) {
            servers.sourceDatabase().useSession(session -> session.execute(script));
        }

        private static <T> T ask(TwoPostgres servers, Function<Catalog, T> question) {
            return servers.sourceDatabase().withReadOnlySession(session -> question.apply(new Catalog(session)));
        }

        private static void look(TwoPostgres servers, Consumer<Catalog> work) {
            servers.sourceDatabase().useSession(session -> work.accept(new Catalog(session)));
        }

        /** Without the measured sizes, which no test could foretell. */
        private static List<Table> tables(TwoPostgres servers) {
            return ask(servers, Catalog::tables).stream()
                    .map(table -> new Table(
                            table.name(),
                            table.kind(),
                            table.partition(),
                            table.extensionMember(),
                            table.replicaIdentity(),
                            table.rowSecurity(),
                            table.owned(),
                            0,
                            0,
                            0))
                    .toList();
        }

        private static Table table(String schema, String name, ReplicaIdentity identity) {
            return new Table(
                    QualifiedName.of(schema, name), Table.Kind.ORDINARY, false, false, identity, false, true, 0, 0, 0);
        }

        private static Table table(
                String name, Table.Kind kind, boolean partition, boolean member, boolean rowSecurity, boolean owned) {
            return new Table(
                    QualifiedName.of("public", name),
                    kind,
                    partition,
                    member,
                    ReplicaIdentity.PRIMARY_KEY,
                    rowSecurity,
                    owned,
                    0,
                    0,
                    0);
        }
    }
}
