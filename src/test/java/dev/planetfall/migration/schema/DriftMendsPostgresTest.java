package dev.planetfall.migration.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.planetfall.migration.SchemaDrift;
import dev.planetfall.migration.SchemaMend;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.postgres.Database;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is told to be run on the target is run there, and then the schemas agree. */
@ExtendWith(TwoPostgresExtension.class)
class DriftMendsPostgresTest {
    private static final String SCHEMA = """
            CREATE TYPE mood AS ENUM ('sad', 'glad'); CREATE SEQUENCE tickets AS int;
            CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
            CREATE FUNCTION plus(a int, b int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT a + b';
            CREATE TABLE "Order" (id int PRIMARY KEY, n int NOT NULL DEFAULT 0, size smallint, note varchar(10), how mood,
              "gone ""column" int, total int, twice int GENERATED ALWAYS AS (n * 2) STORED, CONSTRAINT few CHECK (n >= 0));
            CREATE INDEX by_note ON "Order" (note); CREATE VIEW notes AS SELECT id, note FROM "Order";
            CREATE TRIGGER stamps BEFORE INSERT ON "Order" FOR EACH ROW EXECUTE FUNCTION stamp();
            CREATE TABLE log (id int, at date, who text, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
            CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
            CREATE INDEX by_who ON log (who);
            INSERT INTO "Order" (id) VALUES (1), (2); INSERT INTO log VALUES (1, '2025-05-05', 'me');
            """;

    private static final String CHANGES = """
            CREATE SCHEMA more; CREATE TABLE more.coupon (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, code text UNIQUE,
              o int REFERENCES "Order", part serial, CHECK (code <> ''));
            CREATE INDEX ON more.coupon (lower(code)); CREATE VIEW more.codes AS SELECT code FROM more.coupon;
            CREATE TABLE log_2 PARTITION OF log FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
            CREATE TABLE seen (at date, id int, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
            CREATE TABLE seen_1 PARTITION OF seen FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
            CREATE TABLE seer (id int PRIMARY KEY, at date, s int, FOREIGN KEY (s, at) REFERENCES seen (id, at));
            ALTER TYPE mood ADD VALUE 'so-so' AFTER 'sad'; ALTER TYPE mood ADD VALUE 'it''s fine';
            ALTER SEQUENCE tickets AS bigint INCREMENT BY 5 CYCLE;
            CREATE OR REPLACE FUNCTION plus(a int, b int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT b + a + 0';
            ALTER TABLE "Order" ADD least int NOT NULL DEFAULT 3, ADD word text NOT NULL DEFAULT 'it''s';
            ALTER TABLE "Order" ALTER size TYPE int, ALTER note TYPE text, ADD half int GENERATED ALWAYS AS (n / 2) STORED;
            ALTER TABLE "Order" ADD plain text, ADD much numeric(12,2) NOT NULL DEFAULT 1.5, ADD "a ""word" varchar(9) DEFAULT 'it''s',
              ADD born timestamptz NOT NULL DEFAULT '2026-01-01 10:00+00', ADD made timestamptz DEFAULT now(), ADD first int DEFAULT 5;
            ALTER TABLE "Order" ALTER first SET DEFAULT 6,
              ALTER note SET DEFAULT 'none', ALTER n DROP DEFAULT, ALTER how SET NOT NULL, ALTER total SET DEFAULT 7,
              ALTER total SET STATISTICS 50, ALTER note SET STORAGE EXTERNAL,
              DROP CONSTRAINT few, ADD CONSTRAINT few CHECK (n >= -1), ADD UNIQUE (note, id);
            DROP INDEX by_note; CREATE INDEX by_note ON "Order" (note DESC);
            ALTER TABLE "Order" ENABLE ROW LEVEL SECURITY; CREATE POLICY mine ON "Order" USING (id > 0);
            ALTER TABLE log ADD what text DEFAULT 'seen' NOT NULL, ADD CHECK (id > 0);
            CREATE INDEX by_what ON log (what);
            """;

    @Test
    void makesTheSchemasAgree(TwoPostgres servers) {
        assertMends(servers);
    }

    @Test
    @PostgresPair(source = 15, target = 17)
    void makesThoseOfSeventeenAgree(TwoPostgres servers) {
        assertMends(servers);
    }

    @Test
    @PostgresPair(source = 17, target = 18)
    void makesThoseOfSeventeenAndTheNewestAgree(TwoPostgres servers) {
        assertMends(servers);
    }

    private static void assertMends(TwoPostgres servers) {
        RecordingContext context = copied(servers, SCHEMA);
        HostileSchema.create(servers.targetDatabase(), "INSERT INTO \"Order\" (id) VALUES (1), (2)");
        HostileSchema.create(servers.sourceDatabase(), "DROP VIEW notes; UPDATE \"Order\" SET how = 'sad'");
        HostileSchema.create(servers.targetDatabase(), "UPDATE \"Order\" SET how = 'sad'");
        HostileSchema.create(servers.sourceDatabase(), CHANGES);

        SchemaDrift drift = DriftComparison.of(context);

        assertThat(drift.mends()).allMatch(SchemaMend::hasStatements);
        DriftChanges.run(context, drift.statements());
        assertThat(DriftComparison.of(context)).isEqualTo(SchemaDrift.NONE);
        assertThat(orders(servers.targetDatabase())).isEqualTo(orders(servers.sourceDatabase()));
    }

    private static List<String> orders(Database server) {
        return server.withSession(session -> session.query(
                "SELECT (plain, much, \"a \"\"word\", born, made, first, half, size, note, least, word)::text AS values FROM \"Order\" ORDER BY id",
                row -> row.text("values")));
    }

    @Test
    void givesOldRowsNothingWhereTheSourceDoesNotTellWhatItGaveThem(TwoPostgres servers) {
        RecordingContext context = changed(
                servers,
                "CREATE TABLE item (id int PRIMARY KEY); INSERT INTO item VALUES (1)",
                "ALTER TABLE item ADD k uuid NOT NULL DEFAULT gen_random_uuid()");

        SchemaDrift drift = DriftComparison.of(context);

        assertThat(drift.mends())
                .containsExactly(
                        new SchemaMend(
                                "column public.item.k",
                                "uuid NOT NULL DEFAULT gen_random_uuid()",
                                "",
                                List.of(
                                        "ALTER TABLE \"public\".\"item\" ADD COLUMN \"k\" \"uuid\"",
                                        "ALTER TABLE \"public\".\"item\" ALTER COLUMN \"k\" SET DEFAULT \"gen_random_uuid\"()"),
                                "The source does not tell what it gave to rows that it had already, so they get no value here. Compare"
                                        + " the rows on the Verify page afterwards: it names every row that differs. NOT NULL comes"
                                        + " afterwards, once no row lacks a value: this place is then listed with the statement for it."));
        DriftChanges.run(context, drift.statements());
        assertThat(DriftComparison.of(context).statements())
                .containsExactly("ALTER TABLE \"public\".\"item\" ALTER COLUMN \"k\" SET NOT NULL");
    }

    @Test
    void doesNotTakeARenamedColumnForANewOne(TwoPostgres servers) {
        RecordingContext context = copied(servers, "CREATE TABLE item (id int PRIMARY KEY, a text)");
        HostileSchema.create(servers.sourceDatabase(), "ALTER TABLE item RENAME a TO b");

        SchemaDrift drift = DriftComparison.of(context);

        assertThat(drift.statements()).isEmpty();
        assertThat(drift.mends())
                .extracting(SchemaMend::what, SchemaMend::note)
                .containsExactly(
                        tuple(
                                "column public.item.b",
                                "If this column was renamed on the source, rename it on PlanetScale, which keeps its values: ALTER"
                                        + " TABLE \"public\".\"item\" RENAME COLUMN \"a\" TO \"b\"; If it is new: ALTER TABLE"
                                        + " \"public\".\"item\" ADD COLUMN \"b\" \"text\";"),
                        tuple(
                                "column public.item.a",
                                "PlanetScale lacks another column of this table: if this one was renamed on the source, rename"
                                        + " it here, too, as told there. If it was dropped: ALTER TABLE public.item DROP"
                                        + " COLUMN a;"));
    }

    @Test
    void changesNothingWhenOneStatementIsRefused(TwoPostgres servers) {
        RecordingContext context = changed(
                servers,
                "CREATE TABLE item (id int PRIMARY KEY, a text); CREATE TABLE other (id int)",
                "ALTER TABLE other ADD b int; ALTER TABLE item ALTER a SET NOT NULL");
        SchemaDrift drift = DriftComparison.of(context);
        assertThat(drift.statements()).hasSize(2);

        assertThatThrownBy(() -> DriftChanges.run(context, drift.statements()))
                .isInstanceOf(StepFailedException.class)
                .hasMessageContaining("Nothing was changed: PlanetScale refused \"ALTER TABLE")
                .hasMessageContaining("contains null values");

        assertThat(DriftComparison.of(context)).isEqualTo(drift);
    }

    @Test
    void givesUpWhenALockIsNotToBeHad(TwoPostgres servers) {
        RecordingContext context = copied(servers, "CREATE TABLE item (id int PRIMARY KEY)");
        HostileSchema.create(servers.sourceDatabase(), "ALTER TABLE item ADD note text");
        SchemaDrift drift = DriftComparison.of(context);

        servers.targetAdmin().useSession(other -> {
            other.execute("BEGIN");
            other.execute("LOCK TABLE item IN ACCESS SHARE MODE");
            assertThatThrownBy(() -> DriftChanges.run(context, drift.statements(), 2))
                    .hasMessage("Nothing was changed: another session on PlanetScale holds a lock that \"ALTER TABLE"
                            + " \"public\".\"item\" ADD COLUMN \"note\" \"text\"\" needs.");
            other.execute("ROLLBACK");
        });

        DriftChanges.run(context, drift.statements(), 2);
        assertThat(DriftComparison.of(context)).isEqualTo(SchemaDrift.NONE);
    }

    /** The copied table {@code item} holds a row, and then the source's schema changes. */
    private static RecordingContext changed(TwoPostgres servers, String schema, String change) {
        RecordingContext context = copied(servers, schema);
        HostileSchema.create(servers.targetDatabase(), "INSERT INTO item VALUES (1)");
        HostileSchema.create(servers.sourceDatabase(), change);
        return context;
    }

    private static RecordingContext copied(TwoPostgres servers, String schema) {
        HostileSchema.create(servers.sourceDatabase(), schema);
        RecordingContext context = servers.context();
        SchemaApplier.apply(context, new CatalogSchemaReader().read(context));
        return context;
    }
}
