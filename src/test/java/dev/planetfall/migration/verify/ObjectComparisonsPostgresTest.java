package dev.planetfall.migration.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.ObjectComparison;
import dev.planetfall.migration.ObjectComparison.Kind;
import dev.planetfall.migration.ReplicationEvent.SchemasAgreed;
import dev.planetfall.migration.TableComparison.Verdict;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TwoPostgresExtension.class)
class ObjectComparisonsPostgresTest {
    private static final String SCHEMA = """
            CREATE SEQUENCE ticket;
            CREATE TABLE item (id int PRIMARY KEY, parent int REFERENCES item, v text CONSTRAINT short CHECK (length(v) < 9));
            CREATE INDEX item_v ON item (v);
            INSERT INTO item VALUES (1, 1, 'v');
            CREATE MATERIALIZED VIEW summary AS SELECT count(*) FROM item;
            CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
            CREATE TRIGGER watch BEFORE INSERT ON item FOR EACH ROW EXECUTE FUNCTION nothing();
            ANALYZE item
            """;

    @Test
    void hasOneLineForEachKindWhereAllIsWell(TwoPostgres servers) {
        onBoth(servers);

        assertThat(compared(servers))
                .containsExactly(
                        new ObjectComparison(Kind.SCHEMA, "All objects", Verdict.EQUAL, ""),
                        new ObjectComparison(Kind.SEQUENCE, "The only sequence", Verdict.EQUAL, ""),
                        new ObjectComparison(Kind.MATERIALIZED_VIEW, "The only materialized view", Verdict.EQUAL, ""),
                        new ObjectComparison(Kind.CONSTRAINT, "All 3 constraints", Verdict.EQUAL, ""),
                        new ObjectComparison(Kind.INDEX, "All 2 indexes", Verdict.EQUAL, ""),
                        new ObjectComparison(Kind.TRIGGER, "The only trigger", Verdict.EQUAL, ""),
                        new ObjectComparison(Kind.STATISTICS, "The only table", Verdict.EQUAL, ""));
    }

    @Test
    void namesEachObjectWithWhichSomethingIsWrong(TwoPostgres servers) {
        onBoth(servers);
        servers.sourceDatabase().useSession(session -> session.query("SELECT nextval('ticket')", row -> true));
        servers.targetDatabase().useSession(session -> session.execute("""
                REFRESH MATERIALIZED VIEW summary WITH NO DATA;
                ALTER TABLE item DROP CONSTRAINT short;
                ALTER TABLE item ADD CONSTRAINT short CHECK (length(v) < 9) NOT VALID;
                ALTER TABLE item DISABLE TRIGGER watch;
                CREATE TABLE heap (LIKE item)"""));
        servers.targetDatabase().useSession(session -> session.execute("INSERT INTO item VALUES (2, 1, 'v')"));
        servers.targetAdmin()
                .useSession(session -> session.execute(
                        "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'item_v'::regclass"));

        assertThat(compared(servers))
                .filteredOn(object -> object.verdict() != Verdict.EQUAL)
                .containsExactly(
                        new ObjectComparison(
                                Kind.SEQUENCE,
                                "1 sequence",
                                Verdict.NOT_VERIFIED,
                                "Behind on PlanetScale until the Sequences page puts them ahead; the cutover sets them"
                                        + " exactly."),
                        new ObjectComparison(
                                Kind.MATERIALIZED_VIEW,
                                "public.summary",
                                Verdict.DIFFERS,
                                "It is empty on PlanetScale: refresh it there."),
                        new ObjectComparison(
                                Kind.CONSTRAINT,
                                "short of public.item",
                                Verdict.DIFFERS,
                                "It is not validated on PlanetScale, though it is on the source: run VALIDATE CONSTRAINT"
                                        + " there."),
                        new ObjectComparison(
                                Kind.INDEX,
                                "item_v of public.item",
                                Verdict.DIFFERS,
                                "It is invalid on PlanetScale: run REINDEX INDEX there."),
                        new ObjectComparison(
                                Kind.TRIGGER,
                                "watch of public.item",
                                Verdict.DIFFERS,
                                "It is disabled on PlanetScale and enabled on the source."),
                        new ObjectComparison(
                                Kind.STATISTICS,
                                "public.heap",
                                Verdict.DIFFERS,
                                "PlanetScale has no statistics of it, so queries may be slow: run ANALYZE."));
    }

    private static java.util.List<ObjectComparison> compared(TwoPostgres servers) {
        RecordingContext context = servers.context();
        context.report(new SchemasAgreed(Instant.now()));
        return ObjectComparisons.of(context);
    }

    private static void onBoth(TwoPostgres servers) {
        Stream.of(servers.sourceDatabase(), servers.targetDatabase())
                .forEach(database -> database.withScriptSession(session -> {
                    session.execute(SCHEMA);
                    return true;
                }));
    }
}
