package dev.planetfall.migration.schema.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Triggers and when they fire, as the catalogs tell it, made on another server and told again. */
@ExtendWith(TwoPostgresExtension.class)
class TriggersPostgresTest {
    private static final String TRIGGERS = """
            CREATE SCHEMA "Odd ""name"" 🚀";
            SET search_path = "Odd ""name"" 🚀", public;
            CREATE FUNCTION work() RETURNS trigger LANGUAGE plpgsql AS $x$BEGIN RETURN NEW; END -- '; $$
            $x$;
            CREATE TABLE item (id int PRIMARY KEY, code text);
            CREATE TABLE other (id int REFERENCES item);
            CREATE TRIGGER "t ""1"" 🚀" BEFORE INSERT OR UPDATE OF code, id ON item
                FOR EACH ROW WHEN (new.code <> '$$;') EXECUTE FUNCTION work('a', 'b''c\\', '');
            CREATE TRIGGER off AFTER DELETE ON item EXECUTE FUNCTION work();
            ALTER TABLE item DISABLE TRIGGER off;
            CREATE TRIGGER replica AFTER TRUNCATE ON item EXECUTE FUNCTION work();
            ALTER TABLE item ENABLE REPLICA TRIGGER replica;
            CREATE TRIGGER always AFTER DELETE ON item EXECUTE FUNCTION work();
            ALTER TABLE item ENABLE ALWAYS TRIGGER always;
            CREATE TRIGGER changes AFTER UPDATE ON item REFERENCING OLD TABLE AS o NEW TABLE AS "N n" EXECUTE FUNCTION work();
            CREATE CONSTRAINT TRIGGER late AFTER INSERT ON item FROM other DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION work();
            CREATE VIEW both_of AS SELECT item.id, code FROM item JOIN other USING (id);
            CREATE TRIGGER instead INSTEAD OF INSERT ON both_of FOR EACH ROW EXECUTE FUNCTION work();
            CREATE TABLE log (id int, at date) PARTITION BY RANGE (at);
            CREATE TABLE log_2020 PARTITION OF log FOR VALUES FROM ('2020-01-01') TO ('2021-01-01') PARTITION BY HASH (id);
            CREATE TABLE log_2020_a PARTITION OF log_2020 FOR VALUES WITH (MODULUS 1, REMAINDER 0);
            CREATE TABLE log_rest PARTITION OF log DEFAULT;
            CREATE TRIGGER "each ""1"" 🚀" AFTER INSERT ON log FOR EACH ROW EXECUTE FUNCTION work();
            ALTER TABLE log_2020_a DISABLE TRIGGER "each ""1"" 🚀";
            ALTER TABLE log_rest ENABLE ALWAYS TRIGGER "each ""1"" 🚀";
            CREATE TRIGGER "only own" AFTER UPDATE ON log_rest FOR EACH ROW EXECUTE FUNCTION work();
            CREATE TRIGGER "off above" AFTER DELETE ON log FOR EACH ROW EXECUTE FUNCTION work();
            ALTER TABLE log DISABLE TRIGGER "off above";
            ALTER TABLE log_2020_a DISABLE TRIGGER "off above";
            ALTER TABLE log_2020 ENABLE TRIGGER "off above";
            CREATE CONSTRAINT TRIGGER checking AFTER INSERT ON log FOR EACH ROW EXECUTE FUNCTION work();
            """;

    @Test
    @PostgresPair(source = 13, target = 18)
    void makesTheTriggersOfVersion13(TwoPostgres servers) {
        assertSameAfterCopying(servers);
    }

    @Test
    void makesTheTriggersOfVersion15(TwoPostgres servers) {
        assertSameAfterCopying(servers);
    }

    @Test
    @PostgresPair(source = 17, target = 18)
    void makesTheTriggersOfVersion17(TwoPostgres servers) {
        assertSameAfterCopying(servers);
    }

    @Test
    @PostgresPair(source = 18, target = 18)
    void makesTheTriggersOfVersion18(TwoPostgres servers) {
        assertSameAfterCopying(servers);
    }

    @Test
    void writesForAPartitionOnlyWhatDiffers(TwoPostgres servers) {
        Copied copied = Copied.from(servers, TRIGGERS);

        assertThat(copied.onSource())
                .containsEntry("TRIGGER Odd \"name\" 🚀.item t \"1\" 🚀", List.of("""
                        CREATE TRIGGER "t ""1"" 🚀" BEFORE INSERT OR UPDATE OF "code", "id" ON "Odd ""name"" 🚀"."item" \
                        FOR EACH ROW WHEN (("new"."code" <> '$$;'::"text")) \
                        EXECUTE FUNCTION "Odd ""name"" 🚀"."work"('a', 'b''c\\', '')"""))
                .containsEntry("TRIGGER Odd \"name\" 🚀.log each \"1\" 🚀", List.of("""
                        CREATE TRIGGER "each ""1"" 🚀" AFTER INSERT ON "Odd ""name"" 🚀"."log" FOR EACH ROW \
                        EXECUTE FUNCTION "Odd ""name"" 🚀"."work"()"""))
                .containsEntry("TRIGGER Odd \"name\" 🚀.log_rest each \"1\" 🚀", List.of("""
                        ALTER TABLE "Odd ""name"" 🚀"."log_rest" ENABLE ALWAYS TRIGGER "each ""1"" 🚀\""""))
                .doesNotContainKey("TRIGGER Odd \"name\" 🚀.log_2020 each \"1\" 🚀");
    }

    private static void assertSameAfterCopying(TwoPostgres servers) {
        Copied.wholly(servers, TRIGGERS, 10);
    }
}
