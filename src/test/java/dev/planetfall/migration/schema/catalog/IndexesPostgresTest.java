package dev.planetfall.migration.schema.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Indexes and what is set by them, as the catalogs tell it, made on another server and told again. */
@ExtendWith(TwoPostgresExtension.class)
class IndexesPostgresTest {
    private static final String INDEXES = """
            CREATE EXTENSION btree_gist;
            CREATE SCHEMA "Odd ""name"" 🚀";
            SET search_path = "Odd ""name"" 🚀", public;
            CREATE TABLE item (id int NOT NULL, code text NOT NULL, note text, box point, amount numeric);
            CREATE UNIQUE INDEX "ix ""1"" 🚀" ON item (lower(code) text_pattern_ops DESC NULLS LAST, id) INCLUDE (note)
                WITH (fillfactor = 33) WHERE code <> '; $$ -- ''';
            ALTER INDEX "ix ""1"" 🚀" ALTER COLUMN 1 SET STATISTICS 777;
            ALTER INDEX "ix ""1"" 🚀" DEPENDS ON EXTENSION btree_gist;
            CREATE UNIQUE INDEX identity ON item (id);
            CREATE INDEX sorted ON item (code COLLATE "C", id);
            CREATE INDEX words ON item USING gin (to_tsvector('english', note));
            CREATE INDEX blocks ON item USING brin (id) WITH (pages_per_range = 4);
            CREATE INDEX hashed ON item USING hash (code);
            CREATE INDEX near ON item USING gist (box, id);
            CREATE INDEX quadrants ON item USING spgist (box);
            ALTER TABLE item CLUSTER ON sorted;
            ALTER TABLE item REPLICA IDENTITY USING INDEX identity;
            CREATE TABLE whole (id int);
            ALTER TABLE whole REPLICA IDENTITY FULL;
            CREATE TABLE silent (id int PRIMARY KEY);
            ALTER TABLE silent REPLICA IDENTITY NOTHING;
            CREATE TABLE keyed (id int PRIMARY KEY);
            ALTER TABLE keyed REPLICA IDENTITY USING INDEX keyed_pkey;
            ALTER TABLE keyed CLUSTER ON keyed_pkey;
            CREATE STATISTICS "st ""1"" 🚀" (dependencies, mcv) ON code, id FROM item;
            ALTER STATISTICS "st ""1"" 🚀" SET STATISTICS 55;
            CREATE STATISTICS public.elsewhere ON id, note FROM item;
            """;

    private static final String PARTITIONED = """
            CREATE TABLE log (id int NOT NULL, at date NOT NULL, note text) PARTITION BY RANGE (at);
            CREATE TABLE log_2020 PARTITION OF log FOR VALUES FROM ('2020-01-01') TO ('2021-01-01') PARTITION BY HASH (id);
            CREATE TABLE log_2020_a PARTITION OF log_2020 FOR VALUES WITH (MODULUS 2, REMAINDER 0);
            CREATE TABLE log_2020_b PARTITION OF log_2020 FOR VALUES WITH (MODULUS 2, REMAINDER 1);
            CREATE TABLE log_rest PARTITION OF log DEFAULT;
            CREATE INDEX "mine ""1"" 🚀" ON log_rest (note);
            CREATE INDEX notes ON log (note);
            CREATE INDEX unfinished ON ONLY log (id);
            CREATE INDEX unfinished_a ON log_2020_a (id);
            CREATE INDEX unfinished_2020 ON ONLY log_2020 (id);
            ALTER INDEX unfinished_2020 ATTACH PARTITION unfinished_a;
            ALTER INDEX unfinished ATTACH PARTITION unfinished_2020;
            CREATE UNIQUE INDEX key ON log (id, at);
            ALTER TABLE log REPLICA IDENTITY USING INDEX key;
            ALTER TABLE log_rest REPLICA IDENTITY USING INDEX log_rest_id_at_idx;
            """;

    @Test
    @PostgresPair(source = 13, target = 18)
    void makesTheIndexesOfVersion13(TwoPostgres servers) {
        assertSameAfterCopying(servers, INDEXES);
    }

    @Test
    void makesTheIndexesOfVersion15(TwoPostgres servers) {
        assertSameAfterCopying(servers, INDEXES);
    }

    @Test
    @PostgresPair(source = 17, target = 18)
    void makesTheIndexesOfVersion17(TwoPostgres servers) {
        assertSameAfterCopying(servers, INDEXES);
    }

    @Test
    @PostgresPair(source = 18, target = 18)
    void makesTheIndexesOfVersion18(TwoPostgres servers) {
        assertSameAfterCopying(servers, INDEXES);
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
    @PostgresPair(source = 18, target = 18)
    void joinsThoseOfPartitionsOfVersion18(TwoPostgres servers) {
        assertSameAfterCopying(servers, PARTITIONED);
    }

    @Test
    @PostgresPair(source = 17, target = 18)
    void makesWhatVersion15Brought(TwoPostgres servers) {
        Copied copied = Copied.from(servers, """
                CREATE TABLE item (id int, note text);
                CREATE UNIQUE INDEX one ON item (id) NULLS NOT DISTINCT;
                CREATE STATISTICS computed ON lower(note), (id + 1) FROM item;
                """);

        assertThat(copied.onTarget()).isEqualTo(copied.onSource());
        assertThat(copied.onSource())
                .containsEntry(
                        "INDEX public.one",
                        List.of(
                                "CREATE UNIQUE INDEX \"one\" ON \"public\".\"item\" USING \"btree\" (\"id\") NULLS NOT DISTINCT"))
                .containsEntry(
                        "STATISTICS public.computed",
                        List.of("CREATE STATISTICS \"public\".\"computed\" ON \"lower\"(\"note\"), (\"id\" + 1)"
                                + " FROM \"public\".\"item\""));
    }

    @Test
    void writesWhatIsSetByAnIndexAfterIt(TwoPostgres servers) {
        Copied copied = Copied.from(servers, INDEXES);

        assertThat(copied.onSource())
                .containsEntry("INDEX Odd \"name\" 🚀.ix \"1\" 🚀", List.of("""
                        CREATE UNIQUE INDEX "ix ""1"" 🚀" ON "Odd ""name"" 🚀"."item" USING "btree" ("lower"("code") \
                        "text_pattern_ops" DESC NULLS LAST, "id") INCLUDE ("note") WITH ("fillfactor"='33') \
                        WHERE ("code" <> '; $$ -- '''::"text")""", """
                        ALTER INDEX "Odd ""name"" 🚀"."ix ""1"" 🚀" ALTER COLUMN 1 SET STATISTICS 777""", """
                        ALTER INDEX "Odd ""name"" 🚀"."ix ""1"" 🚀" DEPENDS ON EXTENSION "btree_gist\""""))
                .containsEntry("CLUSTER Odd \"name\" 🚀.item", List.of("""
                        ALTER TABLE "Odd ""name"" 🚀"."item" CLUSTER ON "sorted\""""))
                .containsEntry("REPLICA IDENTITY Odd \"name\" 🚀.item", List.of("""
                        ALTER TABLE ONLY "Odd ""name"" 🚀"."item" REPLICA IDENTITY USING INDEX "identity\""""))
                .containsEntry("REPLICA IDENTITY Odd \"name\" 🚀.whole", List.of("""
                        ALTER TABLE ONLY "Odd ""name"" 🚀"."whole" REPLICA IDENTITY FULL"""))
                .containsEntry("REPLICA IDENTITY Odd \"name\" 🚀.silent", List.of("""
                        ALTER TABLE ONLY "Odd ""name"" 🚀"."silent" REPLICA IDENTITY NOTHING"""))
                .containsEntry("STATISTICS Odd \"name\" 🚀.st \"1\" 🚀", List.of("""
                        CREATE STATISTICS "Odd ""name"" 🚀"."st ""1"" 🚀" (dependencies, mcv) ON "id", "code" FROM \
                        "Odd ""name"" 🚀"."item\"""", """
                        ALTER STATISTICS "Odd ""name"" 🚀"."st ""1"" 🚀" SET STATISTICS 55"""));
        assertThat(copied.onSource().keySet()).noneMatch(key -> key.equals("INDEX Odd \"name\" 🚀.keyed_pkey"));
    }

    @Test
    void tellsOfAnIndexThatWasNeverFinished(TwoPostgres servers) {
        Copied.script(servers.sourceDatabase(), "CREATE TABLE item (id int); INSERT INTO item VALUES (1), (1)");
        servers.sourceDatabase()
                .useSession(session -> assertThat(catchThrowable(
                                () -> session.execute("CREATE UNIQUE INDEX CONCURRENTLY broken ON item (id)")))
                        .hasMessageContaining("could not create unique index"));
        Copied copied = Copied.from(servers, "");

        assertThat(copied.onSource()).doesNotContainKey("INDEX public.broken");
        assertThat(copied.source().notCarried())
                .extracting(CatalogEntry::kind, CatalogEntry::identity, CatalogEntry::reason)
                .containsExactly(
                        tuple(
                                "INDEX",
                                "public.broken",
                                "PostgreSQL never finished building this index, so it is not used. Rebuild it with REINDEX, or drop it."));
    }

    private static void assertSameAfterCopying(TwoPostgres servers, String sql) {
        Copied.wholly(servers, sql, 10);
    }
}
