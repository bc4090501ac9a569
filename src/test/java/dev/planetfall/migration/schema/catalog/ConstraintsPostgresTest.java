package dev.planetfall.migration.schema.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Constraints as the catalogs tell them, made on another server and told again. */
@ExtendWith(TwoPostgresExtension.class)
class ConstraintsPostgresTest {
    private static final String PLAIN = """
            CREATE EXTENSION btree_gist;
            CREATE SCHEMA "Odd ""name"" 🚀";
            SET search_path = "Odd ""name"" 🚀", public;
            CREATE TABLE customer (
                id int, code text COLLATE "C", region int NOT NULL,
                CONSTRAINT "the ""pk"" 🚀" PRIMARY KEY (id) WITH (fillfactor = 70),
                CONSTRAINT late UNIQUE (code, region) INCLUDE (id) WITH (fillfactor = 50) DEFERRABLE INITIALLY DEFERRED,
                CONSTRAINT plain UNIQUE (code),
                CONSTRAINT "a name of sixty-three bytes xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" CHECK (int4_dist(id, 1) > 0),
                CHECK (code <> '$$ -- ; '' /*'),
                CHECK (region > 0) NO INHERIT);
            ALTER TABLE customer ADD CONSTRAINT unproven CHECK (region < 100) NOT VALID;
            CREATE TABLE child (extra int, CHECK (region > 1)) INHERITS (customer);
            ALTER TABLE child ADD CONSTRAINT unproven CHECK (region < 100) NOT VALID;
            CREATE TABLE booking (
                room int, during tsrange, note text,
                parent int REFERENCES customer (id) ON DELETE SET NULL ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
                CONSTRAINT apart EXCLUDE USING gist (room WITH =, during WITH &&) WITH (fillfactor = 60)
                    WHERE (note <> '; DEFERRABLE') DEFERRABLE);
            ALTER TABLE booking ADD CONSTRAINT "not ""valid"" yet" FOREIGN KEY (parent) REFERENCES customer NOT VALID;
            """;

    private static final String PARTITIONED = """
            CREATE EXTENSION btree_gist;
            CREATE TABLE customer (id int PRIMARY KEY);
            CREATE TABLE visit (
                id int, at date, who int REFERENCES customer, PRIMARY KEY (id, at),
                CONSTRAINT far CHECK (int4_dist(id, 1) > 0)) PARTITION BY RANGE (at);
            CREATE TABLE visit_2020 PARTITION OF visit FOR VALUES FROM ('2020-01-01') TO ('2021-01-01') PARTITION BY HASH (id);
            CREATE TABLE visit_2020_a PARTITION OF visit_2020 FOR VALUES WITH (MODULUS 2, REMAINDER 0);
            CREATE TABLE visit_2020_b PARTITION OF visit_2020 FOR VALUES WITH (MODULUS 2, REMAINDER 1);
            CREATE TABLE visit_rest (
                at date NOT NULL, id int NOT NULL, who int, CONSTRAINT "own ""key"" 🚀" PRIMARY KEY (id, at),
                CONSTRAINT far CHECK (int4_dist(id, 1) > 0), CONSTRAINT own CHECK (id > 4));
            ALTER TABLE visit_rest ADD CONSTRAINT unproven CHECK (id > 5) NOT VALID;
            ALTER TABLE visit ATTACH PARTITION visit_rest DEFAULT;
            CREATE TABLE note (id int, at date, FOREIGN KEY (id, at) REFERENCES visit MATCH FULL);
            CREATE TABLE part (id int, at date, FOREIGN KEY (id, at) REFERENCES visit) PARTITION BY LIST (id);
            CREATE TABLE part_1 PARTITION OF part FOR VALUES IN (1);
            ALTER TABLE visit ADD COLUMN above int, ADD COLUMN above_at date;
            ALTER TABLE visit ADD CONSTRAINT upwards FOREIGN KEY (above, above_at) REFERENCES visit;
            """;

    private static final String MODERN = """
            CREATE EXTENSION btree_gist;
            CREATE TABLE room (
                id int, during tsrange, note text,
                PRIMARY KEY (id, during WITHOUT OVERLAPS),
                UNIQUE NULLS NOT DISTINCT (note),
                CONSTRAINT wish CHECK (id > 1) NOT ENFORCED);
            CREATE TABLE stay (
                room int, during tsrange, note text REFERENCES room (note) NOT ENFORCED,
                FOREIGN KEY (room, PERIOD during) REFERENCES room (id, PERIOD during));
            CREATE TABLE fresh (a int, b int);
            ALTER TABLE fresh ADD CONSTRAINT "no ""null"" 🚀" NOT NULL a NOT VALID;
            CREATE TABLE fresh_child () INHERITS (fresh);
            CREATE TABLE log (a int, b int) PARTITION BY LIST (b);
            ALTER TABLE log ADD CONSTRAINT a_there NOT NULL a NOT VALID;
            CREATE TABLE log_1 (a int, b int);
            ALTER TABLE log_1 ADD CONSTRAINT a_there NOT NULL a NOT VALID;
            ALTER TABLE log ATTACH PARTITION log_1 FOR VALUES IN (1);
            CREATE TABLE key_of (a int, b int, EXCLUDE USING gist (a WITH =, b WITH =)) PARTITION BY LIST (a);
            CREATE TABLE key_of_1 PARTITION OF key_of FOR VALUES IN (1);
            """;

    private static final String UNENFORCED =
            "The target is older than version 18 and knows no constraint that is not enforced.";
    private static final String OF_PERIODS = "The target is older than version 18 and knows no keys of periods.";
    private static final String FOR_SOME_ROWS =
            "The target is older than version 18, where NOT NULL holds for all rows or for none.";

    @Test
    @PostgresPair(source = 13, target = 18)
    void makesTheConstraintsOfVersion13(TwoPostgres servers) {
        assertSameAfterCopying(servers, PLAIN);
    }

    @Test
    void makesTheConstraintsOfVersion15(TwoPostgres servers) {
        assertSameAfterCopying(servers, PLAIN);
    }

    @Test
    @PostgresPair(source = 17, target = 18)
    void makesTheConstraintsOfVersion17(TwoPostgres servers) {
        assertSameAfterCopying(servers, PLAIN);
    }

    @Test
    @PostgresPair(source = 18, target = 18)
    void makesTheConstraintsOfVersion18(TwoPostgres servers) {
        assertSameAfterCopying(servers, PLAIN);
    }

    @Test
    @PostgresPair(source = 13, target = 18)
    void joinsThoseOfPartitionsOfVersion13(TwoPostgres servers) {
        assertSameAfterCopying(servers, PARTITIONED);
    }

    @Test
    void joinsThoseOfPartitionsOfVersion15(TwoPostgres servers) {
        assertSameAfterCopying(servers, PARTITIONED);
    }

    @Test
    @PostgresPair(source = 17, target = 18)
    void joinsThoseOfPartitionsOfVersion17(TwoPostgres servers) {
        assertSameAfterCopying(servers, PARTITIONED);
    }

    @Test
    @PostgresPair(source = 18, target = 18)
    void joinsThoseOfPartitionsOfVersion18(TwoPostgres servers) {
        assertSameAfterCopying(servers, PARTITIONED);
    }

    @Test
    @PostgresPair(source = 18, target = 18)
    void makesWhatVersion18Brought(TwoPostgres servers) {
        Copied copied = assertSameAfterCopying(servers, MODERN);

        assertThat(copied.onSource())
                .containsEntry("CHECK CONSTRAINT public.fresh no \"null\" 🚀", List.of("""
                        ALTER TABLE "public"."fresh" ADD CONSTRAINT "no ""null"" 🚀" NOT NULL "a" NOT VALID"""))
                .containsEntry("CHECK CONSTRAINT public.room wish", List.of("""
                        ALTER TABLE "public"."room" ADD CONSTRAINT "wish" CHECK (("id" > 1)) NOT ENFORCED"""))
                .containsEntry("CONSTRAINT public.room room_note_key", List.of("""
                        ALTER TABLE ONLY "public"."room" ADD CONSTRAINT "room_note_key" UNIQUE NULLS NOT DISTINCT ("note")"""))
                .containsEntry("FK CONSTRAINT public.stay stay_room_during_fkey", List.of("""
                        ALTER TABLE ONLY "public"."stay" ADD CONSTRAINT "stay_room_during_fkey" FOREIGN KEY ("room", PERIOD \
                        "during") REFERENCES "public"."room"("id", PERIOD "during")"""))
                .doesNotContainKey("CHECK CONSTRAINT public.fresh_child no \"null\" 🚀")
                .containsKey("CHECK CONSTRAINT public.log_1 a_there");
    }

    @Test
    @PostgresPair(source = 18, target = 17)
    void tellsWhatAnOlderTargetDoesNotKnow(TwoPostgres servers) {
        Copied copied = Copied.from(servers, MODERN);

        assertThat(copied.source().notCarried())
                .extracting(CatalogEntry::kind, CatalogEntry::identity, CatalogEntry::reason)
                .containsExactlyInAnyOrder(
                        tuple("CHECK CONSTRAINT", "public.room wish", UNENFORCED),
                        tuple("FK CONSTRAINT", "public.stay stay_note_fkey", UNENFORCED),
                        tuple("CONSTRAINT", "public.room room_pkey", OF_PERIODS),
                        tuple("FK CONSTRAINT", "public.stay stay_room_during_fkey", OF_PERIODS),
                        tuple("CHECK CONSTRAINT", "public.fresh no \"null\" 🚀", FOR_SOME_ROWS),
                        tuple("CHECK CONSTRAINT", "public.log a_there", FOR_SOME_ROWS),
                        tuple("CHECK CONSTRAINT", "public.log_1 a_there", FOR_SOME_ROWS));
        assertThat(copied.onSource()).containsKey("CONSTRAINT public.room room_note_key");
    }

    @Test
    void writesOptionsBetweenColumnsAndDeferring(TwoPostgres servers) {
        Copied copied = Copied.from(servers, PLAIN);

        assertThat(copied.onSource())
                .containsEntry("CONSTRAINT Odd \"name\" 🚀.customer late", List.of("""
                        ALTER TABLE ONLY "Odd ""name"" 🚀"."customer" ADD CONSTRAINT "late" UNIQUE ("code", "region") \
                        INCLUDE ("id") WITH ("fillfactor"='50') DEFERRABLE INITIALLY DEFERRED"""))
                .containsEntry("CONSTRAINT Odd \"name\" 🚀.booking apart", List.of("""
                        ALTER TABLE ONLY "Odd ""name"" 🚀"."booking" ADD CONSTRAINT "apart" EXCLUDE USING "gist" \
                        ("room" WITH =, "during" WITH &&) WITH ("fillfactor"='60') \
                        WHERE (("note" <> '; DEFERRABLE'::"text")) DEFERRABLE"""));
    }

    @Test
    void makesAForeignKeyOnceForAllPartitions(TwoPostgres servers) {
        Copied copied = Copied.from(servers, PARTITIONED);

        assertThat(copied.onSource().keySet().stream().filter(key -> key.startsWith("FK CONSTRAINT")))
                .containsExactly(
                        "FK CONSTRAINT public.note note_id_at_fkey",
                        "FK CONSTRAINT public.part part_id_at_fkey",
                        "FK CONSTRAINT public.visit upwards",
                        "FK CONSTRAINT public.visit visit_who_fkey");
        assertThat(copied.onSource())
                .containsEntry("FK CONSTRAINT public.visit visit_who_fkey", List.of("""
                        ALTER TABLE "public"."visit" ADD CONSTRAINT "visit_who_fkey" FOREIGN KEY ("who") REFERENCES \
                        "public"."customer"("id")"""))
                .containsEntry("INDEX ATTACH public.own \"key\" 🚀", List.of("""
                        ALTER INDEX "public"."visit_pkey" ATTACH PARTITION "public"."own ""key"" 🚀\""""));
    }

    private static Copied assertSameAfterCopying(TwoPostgres servers, String sql) {
        return Copied.wholly(servers, sql, 10);
    }
}
