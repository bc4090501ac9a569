package dev.planetfall.migration.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.MigrationEvent.SchemaObjectApplied;
import dev.planetfall.migration.SchemaDrift;
import dev.planetfall.migration.SchemaDrift.Surplus;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TwoPostgresExtension.class)
class DriftComparisonPostgresTest {
    private static final String SCHEMA = """
            CREATE DOMAIN amount AS int; ALTER DOMAIN amount ADD CONSTRAINT small CHECK (VALUE < 100) NOT VALID;
            CREATE TYPE mood AS ENUM ('good');
            CREATE SEQUENCE tickets;
            CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
            CREATE FUNCTION plus(a int, b int) RETURNS int LANGUAGE sql AS 'SELECT a + b';
            CREATE PROCEDURE rest() LANGUAGE plpgsql AS 'BEGIN NULL; END';
            CREATE AGGREGATE summed(int) (sfunc = int4pl, stype = int);
            CREATE TABLE "Order" (id int PRIMARY KEY, m int UNIQUE, "gone ""column" int DEFAULT 3, note text, how mood,
              price amount, total int CHECK (total > 0), CONSTRAINT "Sum it" CHECK (total < 1000));
            ALTER TABLE "Order" ADD CONSTRAINT late CHECK (m > 0) NOT VALID;
            CREATE INDEX by_note ON "Order" (note);
            CREATE STATISTICS both_of ON m, note FROM "Order";
            CREATE TRIGGER stamps BEFORE INSERT ON "Order" FOR EACH ROW EXECUTE FUNCTION stamp();
            ALTER TABLE "Order" ENABLE ROW LEVEL SECURITY;
            CREATE POLICY mine ON "Order" USING (id > 1);
            CREATE RULE nothing AS ON DELETE TO "Order" DO INSTEAD NOTHING;
            CREATE VIEW notes AS SELECT note FROM "Order"; CREATE VIEW more_notes AS SELECT note FROM notes;
            CREATE TABLE ticket (id serial PRIMARY KEY, number int, o int REFERENCES "Order");
            CREATE TABLE gone (id int PRIMARY KEY, v int UNIQUE CHECK (v > 1)); CREATE INDEX ON gone (id, v);
            CREATE TABLE log (id int, at date, who text, n int, PRIMARY KEY (id, at), CONSTRAINT real CHECK (n > 0),
              CONSTRAINT once UNIQUE (at, who)) PARTITION BY RANGE (at);
            CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
            CREATE TABLE log_2 PARTITION OF log FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
            CREATE INDEX by_who ON log (who);
            CREATE TRIGGER stamps BEFORE INSERT ON log FOR EACH ROW EXECUTE FUNCTION stamp();
            """;

    private static final String DROPS = """
            DROP VIEW more_notes, notes; DROP RULE nothing ON "Order"; DROP POLICY mine ON "Order";
            DROP TRIGGER stamps ON "Order"; DROP TRIGGER stamps ON log; DROP FUNCTION stamp, plus; DROP PROCEDURE rest;
            DROP AGGREGATE summed(int); DROP STATISTICS both_of; DROP INDEX by_note, by_who; DROP SEQUENCE tickets;
            ALTER TABLE "Order" DROP CONSTRAINT "Order_m_key", DROP CONSTRAINT "Sum it", DROP CONSTRAINT late,
              DROP "gone ""column", DROP how;
            ALTER DOMAIN amount DROP CONSTRAINT small; DROP TYPE mood;
            ALTER TABLE ticket DROP o, DROP id; DROP TABLE gone; DROP TABLE log_2;
            ALTER TABLE log DROP CONSTRAINT real, DROP CONSTRAINT once, DROP n;
            """;

    @Test
    void tellsWhatTheSourceNoLongerHasInAnOrderInWhichItCanBeDropped(TwoPostgres servers) {
        assertTells(servers);
    }

    @Test
    @PostgresPair(source = 15, target = 17)
    void tellsItOfSeventeen(TwoPostgres servers) {
        assertTells(servers);
    }

    @Test
    @PostgresPair(source = 18, target = 18)
    void tellsItOfTheNewest(TwoPostgres servers) {
        assertTells(servers);
    }

    private static void assertTells(TwoPostgres servers) {
        RecordingContext context = copied(servers, SCHEMA);
        assertThat(DriftComparison.of(context)).isEqualTo(SchemaDrift.NONE);
        HostileSchema.create(servers.sourceDatabase(), DROPS);

        SchemaDrift drift = DriftComparison.of(context);

        assertThat(drift.missing()).isEmpty();
        assertThat(drift.differing()).isEmpty();
        assertThat(drift.surplus())
                .allMatch(Surplus::wasOnSource)
                .extracting(Surplus::drop)
                .containsExactlyInAnyOrder(
                        "DROP VIEW public.more_notes",
                        "DROP VIEW public.notes",
                        "DROP RULE nothing on public.\"Order\"",
                        "DROP POLICY mine on public.\"Order\"",
                        "DROP TRIGGER stamps on public.\"Order\"",
                        "DROP TRIGGER stamps on public.log",
                        "DROP ROUTINE public.stamp()",
                        "DROP ROUTINE public.plus(integer,integer)",
                        "DROP ROUTINE public.rest()",
                        "DROP ROUTINE public.summed(integer)",
                        "DROP STATISTICS public.both_of",
                        "DROP INDEX public.by_note",
                        "DROP INDEX public.by_who",
                        "DROP SEQUENCE IF EXISTS public.tickets",
                        "DROP SEQUENCE IF EXISTS public.ticket_id_seq",
                        "ALTER TABLE public.\"Order\" DROP CONSTRAINT \"Order_m_key\"",
                        "ALTER TABLE public.\"Order\" DROP CONSTRAINT \"Sum it\"",
                        "ALTER TABLE public.\"Order\" DROP CONSTRAINT late",
                        "ALTER TABLE public.\"Order\" DROP COLUMN \"gone \"\"column\"",
                        "ALTER TABLE public.\"Order\" DROP COLUMN how",
                        "ALTER DOMAIN public.amount DROP CONSTRAINT small",
                        "DROP TYPE public.mood",
                        "ALTER TABLE public.ticket DROP CONSTRAINT ticket_pkey",
                        "ALTER TABLE public.ticket DROP CONSTRAINT ticket_o_fkey",
                        "ALTER TABLE public.ticket DROP COLUMN o",
                        "ALTER TABLE public.ticket DROP COLUMN id",
                        "DROP TABLE public.gone",
                        "DROP TABLE public.log_2",
                        "ALTER TABLE public.log DROP CONSTRAINT \"real\"",
                        "ALTER TABLE public.log DROP CONSTRAINT once",
                        "ALTER TABLE public.log DROP COLUMN n");
        drift.surplus()
                .forEach(surplus -> servers.targetDatabase().useSession(session -> session.execute(surplus.drop())));
        assertThat(DriftComparison.of(context)).isEqualTo(SchemaDrift.NONE);
    }

    @Test
    void tellsWhatSomebodyAddedThatMayRefuseOrChangeRows(TwoPostgres servers) {
        RecordingContext context =
                copied(servers, "CREATE DOMAIN d AS int; CREATE TABLE item (id int PRIMARY KEY, a int, b d)");
        HostileSchema.create(servers.targetDatabase(), """
                CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
                CREATE TRIGGER always BEFORE INSERT ON item FOR EACH ROW EXECUTE FUNCTION f();
                CREATE TRIGGER replica BEFORE INSERT ON item FOR EACH ROW EXECUTE FUNCTION f();
                ALTER TABLE item ENABLE ALWAYS TRIGGER always, ENABLE REPLICA TRIGGER replica, ADD CHECK (a > 0),
                  ADD UNIQUE (a), ADD EXCLUDE (b WITH =), ADD needed int NOT NULL;
                CREATE UNIQUE INDEX once ON item (a, b);
                ALTER DOMAIN d ADD CONSTRAINT late CHECK (VALUE > 0) NOT VALID;
                """);

        assertThat(DriftComparison.of(context).surplus())
                .noneMatch(Surplus::wasOnSource)
                .extracting(Surplus::what)
                .containsExactlyInAnyOrder(
                        "trigger public.item.always",
                        "trigger public.item.replica",
                        "check constraint public.item.item_a_check",
                        "constraint public.item.item_a_key",
                        "constraint public.item.item_b_excl",
                        "column public.item.needed",
                        "index public.once",
                        "check constraint public.d late");
    }

    @Test
    void passesOverWhatDoesNoHarm(TwoPostgres servers) {
        RecordingContext context =
                copied(servers, "CREATE TABLE item (id int PRIMARY KEY, a int); CREATE TABLE other (id int)");
        HostileSchema.create(servers.targetDatabase(), """
                CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
                CREATE TRIGGER ordinary BEFORE INSERT ON item FOR EACH ROW EXECUTE FUNCTION f();
                CREATE TRIGGER rests BEFORE INSERT ON item FOR EACH ROW EXECUTE FUNCTION f();
                ALTER TABLE item DISABLE TRIGGER rests;
                CREATE RULE silent AS ON INSERT TO other DO INSTEAD NOTHING;
                ALTER TABLE other ENABLE ALWAYS RULE silent;
                CREATE INDEX by_a ON item (a); CREATE STATISTICS s ON id, a FROM item;
                ALTER TABLE item ADD more int, ADD much int NOT NULL DEFAULT 1, ADD n serial,
                  ADD i int GENERATED ALWAYS AS IDENTITY, ADD g int NOT NULL GENERATED ALWAYS AS (a + 1) STORED,
                  ADD FOREIGN KEY (a) REFERENCES item NOT VALID;
                CREATE SCHEMA own; CREATE TABLE own.t (id int PRIMARY KEY, u int UNIQUE CHECK (u > 0));
                CREATE VIEW v AS SELECT 1 AS one; COMMENT ON TABLE item IS 'a word';
                """);

        assertThat(DriftComparison.of(context)).isEqualTo(SchemaDrift.NONE);
    }

    @Test
    void doesNotMissWhatIsBuiltWhileItReads(TwoPostgres servers) {
        RecordingContext context = copied(servers, "CREATE TABLE item (id int PRIMARY KEY, note text)");
        HostileSchema.create(servers.sourceDatabase(), "CREATE INDEX by_note ON item (note)");
        SchemaOutcome index = new SchemaOutcome(
                "INDEX", "public.by_note", Result.HELD_BACK, "CREATE INDEX by_note ON item (note)", "");
        context.report(new SchemaObjectApplied(context.clock().instant(), index));

        context.onProgress(() -> context.report(
                new SchemaObjectApplied(context.clock().instant(), index.with(Result.CREATED, "", List.of()))));

        SchemaDrift drift = DriftComparison.of(context);

        assertThat(context.state().outcomes().find(index.key()).orElseThrow().result())
                .isEqualTo(Result.CREATED);
        assertThat(drift).isEqualTo(SchemaDrift.NONE);
    }

    private static RecordingContext copied(TwoPostgres servers, String schema) {
        HostileSchema.create(servers.sourceDatabase(), schema);
        RecordingContext context = servers.context();
        SchemaApplier.apply(context, new CatalogSchemaReader().read(context));
        return context;
    }
}
