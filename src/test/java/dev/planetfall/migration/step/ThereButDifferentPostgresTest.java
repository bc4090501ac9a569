package dev.planetfall.migration.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.planetfall.migration.SchemaDifference;
import dev.planetfall.migration.SchemaKey;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.migration.schema.SchemaApplier;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the target has before, and has in another form: each object says what differs and what to do. */
@ExtendWith(TwoPostgresExtension.class)
class ThereButDifferentPostgresTest {
    private static final SchemaKey T = new SchemaKey("TABLE", "public.t");

    private final Step step = new CopySchemaStep();
    private TwoPostgres servers;
    private RecordingContext context;

    @BeforeEach
    void lookAt(TwoPostgres two) {
        servers = two;
        context = two.context();
    }

    @Test
    void tellsOfAColumnThatTheTargetLacksAndHowToAddIt() {
        source("CREATE TABLE t (a int, b int DEFAULT 7 NOT NULL, \"C d\" text, CONSTRAINT low CHECK (a < 9))");
        target("CREATE TABLE t (a int)");

        StepFailedException failed = fail();

        SchemaOutcome table = outcome(T);
        assertThat(table.result()).isEqualTo(Result.DIFFERENT);
        assertThat(table.differences())
                .containsExactlyInAnyOrder(
                        new SchemaDifference(
                                "column public.t.C d", "text", "", "ALTER TABLE public.t ADD COLUMN \"C d\" text;"),
                        new SchemaDifference(
                                "column public.t.b",
                                "integer NOT NULL",
                                "",
                                "ALTER TABLE public.t ADD COLUMN b integer DEFAULT 7 NOT NULL;"),
                        new SchemaDifference("column default public.t.b", "7", ""),
                        new SchemaDifference(
                                "check constraint public.t.low",
                                "CHECK ((a < 9))",
                                "",
                                "ALTER TABLE public.t ADD CONSTRAINT low CHECK ((a < 9));"));
        assertThat(table.message()).isEqualTo("""
                PlanetScale lacks column public.t.C d.
                PlanetScale lacks column public.t.b.
                PlanetScale lacks default of column public.t.b.
                1 more of its parts differ, too.""");
        assertThat(failed.failure().sentence())
                .isEqualTo(
                        "PlanetScale already had objects that differ from the source: column public.t.C d is missing,"
                                + " column public.t.b is missing, default of column public.t.b is missing and 1 more.");
        assertThat(failed.failure().advice()).contains("change or drop it on PlanetScale, edit its DDL, or skip it");
        assertThat(step.isDone(context)).isFalse();

        table.differences().stream()
                .map(SchemaDifference::mending)
                .filter(sql -> !sql.isEmpty())
                .forEach(this::target);
        SchemaApplier.applyAgain(context, T);
        assertThat(outcome(T).result()).isEqualTo(Result.ALREADY_THERE);
        step.run(context);
        assertThat(step.isDone(context)).isTrue();
    }

    @Test
    void keepsTellingUntilItIsMended() {
        source("CREATE TABLE t (a int, b int)");
        target("CREATE TABLE t (a int)");
        fail();

        SchemaApplier.applyAgain(context, T);

        assertThat(outcome(T).result()).isEqualTo(Result.DIFFERENT);
        fail();
        assertThat(outcome(T).result()).isEqualTo(Result.DIFFERENT);
    }

    @Test
    @PostgresPair(source = 17, target = 18)
    void tellsOfAColumnThatIsComputedOnTheSourceOnly() {
        source("CREATE TABLE t (a int, g int GENERATED ALWAYS AS (a * 2) STORED)");
        target("CREATE TABLE t (a int, g int)");

        fail();

        assertThat(outcome(T).result()).isEqualTo(Result.DIFFERENT);
        assertThat(outcome(T).message())
                .isEqualTo("column public.t.g is computed on the source and an ordinary column on PlanetScale.");
    }

    @Test
    @PostgresPair(source = 15, target = 17)
    void tellsOfAColumnThatWantsAValueWhichNoRowHas() {
        source("CREATE TABLE t (a int)");
        target("CREATE TABLE t (a int, tenant int NOT NULL)");

        assertThat(fail().failure().sentence())
                .isEqualTo("PlanetScale already had objects that differ from the source:"
                        + " column public.t.tenant is only on PlanetScale.");

        assertThat(outcome(T).result()).isEqualTo(Result.DIFFERENT);
        assertThat(outcome(T).message())
                .isEqualTo(
                        "column public.t.tenant is only on PlanetScale and wants a value that no row of the source has,"
                                + " so every row would be refused. Drop it there, give it a default, or let it be NULL.");
        assertThat(outcome(T).differences())
                .containsExactly(new SchemaDifference("column public.t.tenant", "", "integer NOT NULL"));
    }

    @Test
    void acceptsAFurtherColumnThatGetsAValueByItself() {
        source("CREATE TABLE t (a int)");
        target("CREATE TABLE t (a int, b text, c int NOT NULL DEFAULT 1, d int GENERATED ALWAYS AS IDENTITY,"
                + " e serial, f int NOT NULL GENERATED ALWAYS AS (a + 1) STORED)");

        step.run(context);

        assertThat(outcome(T).result()).isEqualTo(Result.ALREADY_THERE);
        assertThat(step.isDone(context)).isTrue();
    }

    @Test
    @PostgresPair(source = 17, target = 18)
    void tellsOfAViewInThePlaceOfATable() {
        source("CREATE TABLE t (a int PRIMARY KEY); CREATE VIEW v AS SELECT 1 AS a; CREATE SEQUENCE s");
        target(
                "CREATE VIEW t AS SELECT 1 AS a; CREATE TABLE v (a int); CREATE TABLE i (a int); CREATE VIEW s AS SELECT 1");

        fail();

        assertThat(context.state().schema())
                .filteredOn(outcome -> outcome.result().isFailure())
                .extracting(outcome -> outcome.result() + " " + outcome.key() + ": " + outcome.message())
                .containsExactlyInAnyOrder(
                        "FAILED SEQUENCE public.s: There is a view of that name on PlanetScale:"
                                + " drop or rename it there, then try again.",
                        "FAILED TABLE public.t: There is a view of that name on PlanetScale:"
                                + " drop or rename it there, then try again.",
                        "FAILED VIEW public.v: There is a table of that name on PlanetScale:"
                                + " drop or rename it there, then try again.",
                        "WAITING CONSTRAINT public.t t_pkey: It waits for TABLE public.t.");
    }

    @Test
    void tellsOfSomethingElseThatHasTheName() {
        source("CREATE TYPE mood AS ENUM ('a'); CREATE PROCEDURE p() LANGUAGE sql AS 'SELECT 1'");
        target("CREATE DOMAIN mood AS text; CREATE FUNCTION p() RETURNS int LANGUAGE sql AS 'SELECT 1'");

        fail();

        assertThat(context.state().schema())
                .filteredOn(outcome -> outcome.result().isFailure())
                .extracting(outcome -> outcome.key() + ": " + outcome.message())
                .contains("TYPE public.mood: PlanetScale has domain public.mood in its place:"
                        + " drop or rename it there, then try again.");
    }

    @Test
    @PostgresPair(source = 18, target = 18)
    void tellsShortlyThatAFunctionDiffers() {
        source("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'");
        target("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 2'");

        assertThat(fail().failure().sentence())
                .isEqualTo("PlanetScale already had objects that differ from the source: function public.f() differs.");

        SchemaOutcome function = outcome(new SchemaKey("FUNCTION", "public.f()"));
        assertThat(function.message()).isEqualTo("function public.f() differs from the source.");
        assertThat(function.differences())
                .singleElement()
                .matches(difference -> difference.onSource().contains("SELECT 1")
                        && difference.onTarget().contains("SELECT 2"));
    }

    private StepFailedException fail() {
        return catchThrowableOfType(StepFailedException.class, () -> step.run(context));
    }

    private SchemaOutcome outcome(SchemaKey key) {
        return context.state().outcomes().find(key).orElseThrow();
    }

    private void source(String sql) {
        servers.sourceDatabase().useSession(session -> session.execute(sql));
    }

    private void target(String sql) {
        servers.targetDatabase().useSession(session -> session.execute(sql));
    }
}
