package dev.planetfall.migration.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.CutoverCondition;
import dev.planetfall.migration.CutoverCondition.Standing;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationEvent.ViewsRefreshed;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.migration.TableComparison.Verdict;
import dev.planetfall.migration.ViewRefresh;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.testing.PhaseRun;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TwoPostgresExtension.class)
class MaterializedViewsPostgresTest {
    private static final Step FILL = new FillMaterializedViewsStep();

    /** The names tell an order that is not theirs: each reads the next. */
    private static final String SCHEMA = """
            CREATE TABLE item (id int PRIMARY KEY, word text);
            CREATE MATERIALIZED VIEW z AS SELECT id, word FROM item %1$s;
            CREATE UNIQUE INDEX ON z (id);
            CREATE VIEW m AS SELECT count(*) AS items FROM z;
            CREATE MATERIALIZED VIEW a AS SELECT items FROM m %1$s;
            CREATE MATERIALIZED VIEW hollow AS SELECT id FROM item WITH NO DATA;
            """;

    private static final String POPULATED = """
            SELECT relname || ' ' || relispopulated AS line FROM pg_class WHERE relkind = 'm' ORDER BY relname
            """;

    @Test
    void fillsViewsBeforeTheCutoverAndAgainInIt(TwoPostgres servers) {
        assertFilled(servers);
    }

    @Test
    @PostgresPair(source = 17, target = 17)
    void fillsViewsOfSeventeen(TwoPostgres servers) {
        assertFilled(servers);
    }

    @Test
    @PostgresPair(source = 18, target = 18)
    void fillsViewsOfEighteen(TwoPostgres servers) {
        assertFilled(servers);
    }

    private static void assertFilled(TwoPostgres servers) {
        RecordingContext context = prepared(servers, "");
        assertThat(FILL.isDone(context)).isFalse();
        Steps.of(Method.LOGICAL_REPLICATION, Phase.REPLICATE).forEach(step -> step.run(context));
        assertThat(FILL.isDone(context)).isTrue();
        assertThat(lines(servers.targetDatabase(), "SELECT items::text AS line FROM a"))
                .containsExactly("3");
        assertThat(views(context)).containsExactly("public.z ", "public.a ");
        assertThat(CutoverCondition.of(context.state())).last().satisfies(condition -> {
            assertThat(condition.title()).isEqualTo("The materialized views can be filled");
            assertThat(condition.detail()).startsWith("Their refresh prolongs the cutover by about ");
            assertThat(condition.standing()).isEqualTo(Standing.READY);
        });

        servers.sourceDatabase().useSession(session -> session.execute("INSERT INTO item VALUES (4, 'later')"));
        new PhaseRun(context, Phase.CUTOVER).run();
        assertThat(lines(servers.targetDatabase(), "SELECT items::text AS line FROM a"))
                .containsExactly("4");
        assertThat(lines(servers.targetDatabase(), POPULATED)).containsExactly("a true", "hollow false", "z true");
        assertThat(context.state().verification().orElseThrow().isProven()).isTrue();
        new PhaseRun(context, Phase.CUTOVER).takeBack();
        PhaseRun.replicate(context).takeBack();
    }

    @Test
    void tellsOfAViewThatCannotBeRefreshedAndGoesOn(TwoPostgres servers) {
        both(servers, """
                CREATE TABLE word (word text PRIMARY KEY);
                CREATE FUNCTION short(word) RETURNS text LANGUAGE sql AS 'SELECT left(w.word, 1) FROM word w LIMIT 1';
                """);
        servers.sourceDatabase()
                .useSession(
                        session -> session.execute("CREATE MATERIALIZED VIEW broken AS SELECT short(w) FROM word w"));
        servers.targetDatabase()
                .useSession(session ->
                        session.execute("CREATE MATERIALIZED VIEW broken AS SELECT short(w) FROM word w WITH NO DATA"));
        RecordingContext context = prepared(servers, "");
        servers.sourceDatabase().useSession(session -> session.execute("INSERT INTO word VALUES ('one')"));
        Steps.of(Method.LOGICAL_REPLICATION, Phase.REPLICATE).forEach(step -> step.run(context));
        assertThat(FILL.isDone(context)).isFalse();
        assertThat(CutoverCondition.of(context.state()))
                .last()
                .isEqualTo(new CutoverCondition(
                        "The materialized views can be filled",
                        "Could not be: public.broken. See the Verify page.",
                        Standing.LOOK));

        new PhaseRun(context, Phase.CUTOVER).run();
        assertThat(lines(servers.targetDatabase(), "SELECT items::text AS line FROM a"))
                .containsExactly("3");
        assertThat(context.state().verification().orElseThrow().isProven()).isFalse();
        assertThat(context.state().verification().orElseThrow().tables()).last().satisfies(view -> assertBroken(view));
        new PhaseRun(context, Phase.CUTOVER).takeBack();
        PhaseRun.replicate(context).takeBack();
    }

    private static void assertBroken(TableComparison view) {
        assertThat(view.table()).isEqualTo(QualifiedName.of("public", "broken"));
        assertThat(view.verdict()).isEqualTo(Verdict.NOT_VERIFIED);
        assertThat(view.note())
                .startsWith("This materialized view could not be refreshed: ERROR: relation \"word\" does not exist")
                .endsWith("with ALTER FUNCTION ... SET search_path.");
    }

    private static List<String> views(RecordingContext context) {
        return context.events(ViewsRefreshed.class).get(0).views().stream()
                .map((ViewRefresh view) -> view.view() + " " + view.problem())
                .toList();
    }

    private static RecordingContext prepared(TwoPostgres servers, String extra) {
        servers.sourceDatabase().useSession(session -> {
            session.execute(SCHEMA.formatted("") + extra);
            session.execute("INSERT INTO item VALUES (1, 'a'), (2, 'b'), (3, 'c')");
        });
        servers.targetDatabase().useSession(session -> session.execute(SCHEMA.formatted("WITH NO DATA") + extra));
        return servers.context();
    }

    private static List<String> lines(Database database, String query) {
        return database.withSession(session -> session.query(query, row -> row.text("line")));
    }

    private static void both(TwoPostgres servers, String sql) {
        Stream.of(servers.sourceDatabase(), servers.targetDatabase())
                .forEach(database -> database.useSession(session -> session.execute(sql)));
    }
}
