package dev.planetfall.migration.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Scope;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.ServerVersion;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TwoPostgresExtension.class)
class DeferredObjectsPostgresTest {
    private static final String SCHEMA = """
            CREATE SCHEMA shop;
            CREATE FUNCTION shop.positive(n int) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT n > 0';
            CREATE TABLE shop.customer (id int PRIMARY KEY, email text CONSTRAINT customer_email UNIQUE, note text,
              CHECK (shop.positive(id)));
            CREATE TABLE shop."Line items" (id int GENERATED ALWAYS AS IDENTITY, customer int NOT NULL REFERENCES shop.customer,
              "odd ""name" text CONSTRAINT "UNIQUE ""odd" UNIQUE DEFERRABLE, span int4range, code int NOT NULL,
              CONSTRAINT never_twice EXCLUDE USING gist (span WITH &&));
            CREATE UNIQUE INDEX by_code ON shop."Line items" (code);
            CREATE INDEX by_name ON shop."Line items" (lower("odd ""name")) WHERE customer > 0;
            ALTER TABLE shop."Line items" REPLICA IDENTITY USING INDEX by_code;
            CREATE INDEX by_customer ON shop."Line items" (customer, id) INCLUDE (code);
            ALTER TABLE shop."Line items" CLUSTER ON by_customer;
            COMMENT ON INDEX shop.by_name IS 'held back, too';
            COMMENT ON INDEX shop.by_code IS 'made before';
            CREATE TABLE shop.login (id int, at date NOT NULL, who text, PRIMARY KEY (id, at), UNIQUE (who, at))
              PARTITION BY RANGE (at);
            CREATE TABLE shop.login_2025 PARTITION OF shop.login FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
            CREATE INDEX login_who ON shop.login (who);
            CREATE STATISTICS shop.customer_both ON email, note FROM shop.customer;
            ALTER TABLE shop.customer ENABLE ROW LEVEL SECURITY;
            CREATE POLICY everyone ON shop.customer USING (id > 0);
            CREATE FUNCTION shop.shout() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.note := ''loud''; RETURN NEW; END';
            CREATE TRIGGER shouts BEFORE INSERT ON shop.customer FOR EACH ROW EXECUTE FUNCTION shop.shout();
            ALTER TABLE shop.customer ENABLE ALWAYS TRIGGER shouts;
            CREATE RULE no_update AS ON UPDATE TO shop.login_2025 DO INSTEAD NOTHING;
            CREATE VIEW shop.totals AS SELECT c.id, c.email, count(*) AS logins FROM shop.customer c
              JOIN shop.login l ON l.id = c.id GROUP BY c.id;
            CREATE MATERIALIZED VIEW shop.emails AS SELECT email FROM shop.customer;
            CREATE UNIQUE INDEX emails_once ON shop.emails (email);
            """;

    /** Children before parents, and a note that the trigger would overwrite. */
    private static final String ROWS = """
            INSERT INTO shop."Line items" (customer, "odd ""name", span, code)
              SELECT n, 'item ' || n, int4range(n, n + 1), n FROM generate_series(1, 100) n;
            INSERT INTO shop.login SELECT n, date '2025-06-01', 'person ' || n FROM generate_series(1, 100) n;
            INSERT INTO shop.customer SELECT n, n || '@example.com', 'quiet' FROM generate_series(1, 100) n;
            """;

    private static final String[] HELD_BACK = {
        "CLUSTER shop.Line items",
        "CONSTRAINT shop.Line items UNIQUE \"odd",
        "CONSTRAINT shop.Line items never_twice",
        "CONSTRAINT shop.customer customer_email",
        "CONSTRAINT shop.login login_who_at_key",
        "CONSTRAINT shop.login_2025 login_2025_who_at_key",
        "FK CONSTRAINT shop.Line items Line items_customer_fkey",
        "INDEX ATTACH shop.login_2025_who_at_key",
        "INDEX ATTACH shop.login_2025_who_idx",
        "INDEX shop.by_customer",
        "INDEX shop.by_name",
        "INDEX shop.emails_once",
        "INDEX shop.login_2025_who_idx",
        "INDEX shop.login_who",
        "RULE shop.login_2025 no_update",
        "STATISTICS shop.customer_both",
        "TRIGGER shop.customer shouts"
    };

    /** Beside what is held back anyway, where no change needs a key to find its row. */
    private static final String[] WITH_KEYS = {
        "CONSTRAINT shop.customer customer_pkey",
        "CONSTRAINT shop.login login_pkey",
        "CONSTRAINT shop.login_2025 login_2025_pkey",
        "INDEX ATTACH shop.login_2025_pkey",
        "INDEX shop.by_code",
        "REPLICA IDENTITY shop.Line items",
        "VIEW shop.totals"
    };

    @Test
    void makesTheSameInTwoPartsAsAtOnce(TwoPostgres servers) {
        assertSameInTwoPartsAsAtOnce(servers);
    }

    @Test
    @PostgresPair(source = 13, target = 18)
    void makesTheSameFromTheOldestVersion(TwoPostgres servers) {
        assertSameInTwoPartsAsAtOnce(servers);
    }

    @Test
    @PostgresPair(source = 18, target = 18)
    void makesTheSameFromTheNewestVersion(TwoPostgres servers) {
        assertSameInTwoPartsAsAtOnce(servers);
    }

    @Test
    void makesTheSameWithItsKeysAfterTheRows(TwoPostgres servers) {
        assertSameWithKeysAfter(servers);
    }

    @Test
    @PostgresPair(source = 18, target = 18)
    void makesTheSameWithItsKeysAfterTheRowsFromTheNewestVersion(TwoPostgres servers) {
        assertSameWithKeysAfter(servers);
    }

    private static void assertSameWithKeysAfter(TwoPostgres servers) {
        DeferredObjects parts = makeInTwoParts(servers, KeyPolicy.ALL_AFTER);

        assertThat(names(parts))
                .containsExactlyInAnyOrder(
                        Stream.of(HELD_BACK, WITH_KEYS).flatMap(Stream::of).toArray(String[]::new));
    }

    private static void assertSameInTwoPartsAsAtOnce(TwoPostgres servers) {
        DeferredObjects parts = makeInTwoParts(servers, KeyPolicy.ALL_FIRST);

        assertThat(names(parts)).containsExactlyInAnyOrder(HELD_BACK);
        assertThat(parts.heldBack())
                .filteredOn(object -> object.kind().equals("COMMENT"))
                .flatExtracting(SchemaObject::statements)
                .containsExactly("COMMENT ON INDEX \"shop\".\"by_name\" IS 'held back, too'");
    }

    private static List<String> names(DeferredObjects parts) {
        return parts.heldBack().stream()
                .filter(object -> !object.kind().equals("COMMENT"))
                .map(object -> object.kind() + " " + object.identity())
                .toList();
    }

    private static DeferredObjects makeInTwoParts(TwoPostgres servers, KeyPolicy keys) {
        script(servers.sourceDatabase(), SCHEMA);
        ServerVersion version = servers.targetDatabase().withSession(session -> new Catalog(session).version());
        SchemaReading reading = CatalogSchemaReader.read(servers.sourceDatabase(), version, Scope.EVERYTHING);
        DeferredObjects parts = DeferredObjects.of(reading, keys);

        make(servers.targetDatabase(), parts.before());
        script(servers.targetDatabase(), ROWS);
        make(servers.targetDatabase(), parts.heldBack());

        assertThat(SchemaComparison.of(servers.context())).isEqualTo(new SchemaComparison(List.of(), List.of()));
        assertThat(made(servers.targetDatabase(), version)).isEqualTo(madeAtOnce(servers, reading, version));
        assertThat(servers.targetDatabase()
                        .<Long>withSession(session -> session.queryOne(
                                "SELECT count(*) AS quiet FROM shop.customer WHERE note = 'quiet'",
                                row -> row.number("quiet"))))
                .isEqualTo(100);
        return parts;
    }

    private static Map<SchemaObject.Key, List<String>> madeAtOnce(
            TwoPostgres servers, SchemaReading reading, ServerVersion version) {
        String name = servers.targetSettings().database() + "_at_once";
        servers.targetServer().createDatabase(name);
        try {
            ConnectionSettings settings = servers.targetServer().settings(name);
            Database other = new Database(settings, "other target");
            make(other, reading.objects());
            return made(other, version);
        } finally {
            servers.targetServer().dropDatabase(name);
        }
    }

    private static Map<SchemaObject.Key, List<String>> made(Database database, ServerVersion version) {
        Map<SchemaObject.Key, List<String>> made = new TreeMap<>(
                java.util.Comparator.comparing(SchemaObject.Key::kind).thenComparing(SchemaObject.Key::identity));
        CatalogSchemaReader.read(database, version, Scope.EVERYTHING)
                .objects()
                .forEach(object -> made.put(object.key(), object.statements()));
        return made;
    }

    /** Fails with the first statement that the server refuses. */
    private static void make(Database database, List<SchemaObject> objects) {
        database.withScriptSession(session -> {
            session.execute("SET check_function_bodies = off");
            session.execute("SELECT pg_catalog.set_config('search_path', '', false)");
            objects.stream()
                    .flatMap(object -> object.statements().stream())
                    .filter(statement -> !statement.equals("CREATE SCHEMA \"public\""))
                    .forEach(session::execute);
            return true;
        });
    }

    private static void script(Database database, String sql) {
        database.withScriptSession(session -> {
            session.execute(sql);
            return true;
        });
    }
}
