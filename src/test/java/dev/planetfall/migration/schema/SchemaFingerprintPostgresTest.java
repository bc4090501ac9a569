package dev.planetfall.migration.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TwoPostgresExtension.class)
class SchemaFingerprintPostgresTest {
    private static final List<String> CHANGES = List.of(
            "CREATE TABLE other (id int)",
            "ALTER TABLE item ADD b int",
            "ALTER TABLE item ALTER b TYPE bigint",
            "ALTER TABLE item ALTER b SET DEFAULT 1",
            "ALTER TABLE item ALTER b SET DEFAULT 2",
            "ALTER TABLE item ALTER b SET NOT NULL",
            "ALTER TABLE item RENAME b TO c",
            "ALTER TABLE item ADD CONSTRAINT k CHECK (c > 0)",
            "CREATE INDEX i ON item (c)",
            "DROP INDEX i",
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 2'",
            "CREATE TYPE mood AS ENUM ('a')",
            "ALTER TYPE mood ADD VALUE 'b'",
            "CREATE VIEW v AS SELECT 1 AS a",
            "CREATE OR REPLACE VIEW v AS SELECT 2 AS a",
            "CREATE SEQUENCE s",
            "ALTER SEQUENCE s INCREMENT BY 2",
            "ALTER TABLE item ENABLE ROW LEVEL SECURITY",
            "CREATE POLICY p ON item USING (true)",
            "ALTER TABLE item REPLICA IDENTITY FULL",
            "ALTER TABLE item DISABLE TRIGGER t",
            "CREATE TABLE log_2 PARTITION OF log FOR VALUES IN (2)",
            "ALTER TABLE log DETACH PARTITION log_2",
            "DROP TABLE other");

    @Test
    void becomesAnotherWithEveryChangeAndWithNothingElse(TwoPostgres servers) {
        assertFollowsChanges(servers);
    }

    @Test
    @PostgresPair(source = 17, target = 17)
    void becomesAnotherOnSeventeen(TwoPostgres servers) {
        assertFollowsChanges(servers);
    }

    private static void assertFollowsChanges(TwoPostgres servers) {
        HostileSchema.create(servers.targetDatabase(), """
                CREATE TABLE item (id int PRIMARY KEY); CREATE TABLE log (n int) PARTITION BY LIST (n);
                CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
                CREATE TRIGGER t BEFORE INSERT ON item FOR EACH ROW EXECUTE FUNCTION g();
                """);
        RecordingContext context = servers.context();
        SchemaFingerprint last = SchemaFingerprint.of(context);
        for (String change : CHANGES) {
            HostileSchema.create(servers.targetDatabase(), change);
            SchemaFingerprint now = SchemaFingerprint.of(context);
            assertThat(now.target()).as(change).isNotEqualTo(last.target());
            assertThat(now.source()).isEqualTo(last.source());
            last = now;
        }
        servers.targetDatabase().useSession(session -> {
            session.execute("INSERT INTO item SELECT i, 1 FROM generate_series(1, 1000) i");
            session.execute("CREATE TEMP TABLE passing (id int, note text)");
            session.execute("VACUUM ANALYZE item");
            session.execute("SELECT nextval('s')");
            session.execute("DROP TABLE passing");
        });
        assertThat(SchemaFingerprint.of(context)).isEqualTo(last);
    }
}
