package dev.planetfall.migration.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.schema.SchemaComparison.Difference;
import dev.planetfall.migration.schema.SchemaComparison.Missing;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TwoPostgresExtension.class)
class SchemaComparisonPostgresTest {
    /** Runs on every version that the tests have, so that each query meets the oldest catalogs, too. */
    private static final String SCHEMA = """
            CREATE SCHEMA shop; CREATE TYPE shop.mood AS ENUM ('a', 'b'); CREATE DOMAIN shop.pos AS int CHECK (VALUE > 0);
            CREATE TABLE shop.p (id int NOT NULL, at date, m shop.mood DEFAULT 'a', PRIMARY KEY (id, at))
              PARTITION BY RANGE (at);
            CREATE TABLE shop.p1 PARTITION OF shop.p FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
            CREATE TABLE shop.c (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, p int, at date, q shop.pos UNIQUE,
              g int GENERATED ALWAYS AS (p * 2) STORED, CHECK (p > 0 AND at > '2020-01-01'),
              FOREIGN KEY (p, at) REFERENCES shop.p);
            CREATE INDEX c_p ON shop.c (p) WHERE at IS NOT NULL; CREATE SEQUENCE shop.s INCREMENT -1;
            CREATE VIEW shop.v AS SELECT * FROM shop.c; CREATE MATERIALIZED VIEW shop.mv AS SELECT * FROM shop.v;
            CREATE FUNCTION shop.f(a int, b text) RETURNS int LANGUAGE sql AS 'SELECT 1';
            CREATE FUNCTION shop.t() RETURNS trigger LANGUAGE plpgsql AS 'begin return new; end';
            CREATE TRIGGER t BEFORE INSERT ON shop.c FOR EACH ROW EXECUTE FUNCTION shop.t();
            CREATE TRIGGER tp AFTER INSERT ON shop.p FOR EACH ROW EXECUTE FUNCTION shop.t();
            ALTER TABLE shop.c ENABLE ROW LEVEL SECURITY; CREATE POLICY pol ON shop.c USING (p > 1);
            CREATE RULE r AS ON DELETE TO shop.v DO INSTEAD NOTHING;
            """;

    @Test
    @PostgresPair(source = 13, target = 18)
    void findsNoDifferenceBetweenTheOldestAndTheNewestVersion(TwoPostgres servers) {
        assertSameOnBoth(servers);
    }

    @Test
    @PostgresPair(source = 17, target = 18)
    void findsNoDifferenceBetweenNeighbours(TwoPostgres servers) {
        assertSameOnBoth(servers);
    }

    private static void assertSameOnBoth(TwoPostgres servers) {
        HostileSchema.create(servers.sourceDatabase(), SCHEMA);
        HostileSchema.create(servers.targetDatabase(), SCHEMA);

        assertThat(SchemaComparison.of(servers.context())).isEqualTo(new SchemaComparison(List.of(), List.of()));
    }

    @Test
    void namesEverythingThatIsMissing(TwoPostgres servers) {
        HostileSchema.create(servers.sourceDatabase(), SCHEMA);

        SchemaComparison comparison = SchemaComparison.of(servers.context());

        assertThat(comparison.isComplete()).isFalse();
        assertThat(comparison.differing()).isEmpty();
        assertThat(comparison.missing())
                .noneMatch(missing -> missing.what().startsWith("column "))
                .contains(new Missing("table shop.c", List.of("shop.c"), ""))
                .extracting(Missing::what)
                .contains(
                        "schema shop",
                        "type shop.mood",
                        "domain shop.pos",
                        "sequence shop.s",
                        "view shop.v",
                        "materialized view shop.mv",
                        "function shop.f(integer, text)",
                        "constraint shop.c.c_pkey",
                        "index shop.c_p",
                        "trigger shop.c.t",
                        "rule shop.v.r",
                        "policy shop.c.pol");
    }

    @Test
    void tellsWhatDiffers(TwoPostgres servers) {
        HostileSchema.create(servers.sourceDatabase(), """
                CREATE TYPE mood AS ENUM ('a', 'b'); CREATE TABLE t (id bigint NOT NULL, d int DEFAULT 1);
                CREATE INDEX i ON t (id);
                """);
        HostileSchema.create(servers.targetDatabase(), """
                CREATE TYPE mood AS ENUM ('a'); CREATE TABLE t (id int, d int DEFAULT 2); CREATE INDEX i ON t (d);
                CREATE TABLE more_than_the_source_has (id int);
                """);

        SchemaComparison comparison = SchemaComparison.of(servers.context());

        assertThat(comparison.missing()).isEmpty();
        assertThat(comparison.differing())
                .containsExactly(
                        new Difference(
                                "index public.i",
                                "CREATE INDEX i ON public.t USING btree (id)",
                                "CREATE INDEX i ON public.t USING btree (d)",
                                true),
                        new Difference(
                                "type public.mood",
                                "CREATE TYPE public.mood AS ENUM (\n    'a',\n    'b'\n)",
                                "CREATE TYPE public.mood AS ENUM (\n    'a'\n)",
                                true),
                        new Difference("column default public.t.d", "1", "2", true),
                        new Difference("column public.t.id", "bigint NOT NULL", "integer", true));
        assertThat(comparison.additional())
                .extracting(SchemaComparison.Additional::what)
                .containsExactlyInAnyOrder(
                        "table public.more_than_the_source_has", "column public.more_than_the_source_has.id");
    }

    @Test
    void looksOnlyAtWhatIsInScope(TwoPostgres servers) {
        HostileSchema.create(servers.sourceDatabase(), """
                CREATE SCHEMA gone; CREATE TABLE gone.t (id int PRIMARY KEY);
                CREATE SCHEMA _planetfall; CREATE TABLE _planetfall.marker (id int);
                CREATE TABLE secret (id serial PRIMARY KEY); CREATE TABLE kept (id int, s int REFERENCES secret);
                """);
        HostileSchema.create(servers.targetDatabase(), "CREATE TABLE kept (id int, s int)");
        Scope scope = new Scope(Set.of(new Identifier("gone")), Set.of(QualifiedName.of("public", "secret")));
        MigrationContext context = HostileSchema.context(servers.plan(), scope);

        assertThat(SchemaComparison.of(context)).isEqualTo(new SchemaComparison(List.of(), List.of()));
    }
}
