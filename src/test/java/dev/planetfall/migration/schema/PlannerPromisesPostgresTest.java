package dev.planetfall.migration.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Functions whose attributes only a superuser may declare, made by an ordinary role. */
@ExtendWith(TwoPostgresExtension.class)
class PlannerPromisesPostgresTest {
    private static final String SCHEMA = """
            CREATE FUNCTION public.lp() RETURNS int LANGUAGE sql LEAKPROOF AS 'SELECT 1';
            CREATE FUNCTION public.all_of_it(a text DEFAULT E' LEAKPROOF \n \n x', "b LEAKPROOF " int DEFAULT 1) RETURNS SETOF int
                LANGUAGE sql STABLE LEAKPROOF PARALLEL SAFE COST 7 ROWS 3 SUPPORT generate_series_int4_support
                AS 'SELECT 1 /*
             LEAKPROOF */';
            CREATE FUNCTION public.supported(text, text) RETURNS boolean LANGUAGE sql SUPPORT textlike_support
                SET search_path = 'x' AS 'SELECT true';
            CREATE FUNCTION public.both() RETURNS SETOF int LANGUAGE plpgsql LEAKPROOF SUPPORT generate_series_int4_support
                AS ' BEGIN END; ';
            CREATE FUNCTION public.own_support(internal) RETURNS internal LANGUAGE internal AS 'textlike_support';
            CREATE FUNCTION public.by_own(text, text) RETURNS boolean LANGUAGE sql SUPPORT public.own_support AS 'SELECT true';
            CREATE FUNCTION public.checks(int) RETURNS boolean LANGUAGE sql LEAKPROOF IMMUTABLE AS 'SELECT $1 > 0';
            CREATE TABLE public.item (id int PRIMARY KEY DEFAULT public.lp(), CHECK (public.checks(id)));
            CREATE VIEW public.items AS SELECT id, public.lp() AS lp FROM public.item;
            GRANT SELECT ON public.item, public.items TO PUBLIC;
            """;

    @Test
    void makesTheFunctionsWithoutThemOnVersion15(TwoPostgres servers) {
        makesThem(servers, new CatalogSchemaReader());
    }

    @Test
    @PostgresPair(source = 13, target = 18)
    void makesTheFunctionsWithoutThemOnVersion18(TwoPostgres servers) {
        makesThem(servers, new CatalogSchemaReader());
    }

    @Test
    void makesThemAsPgDumpPrintsThem(TwoPostgres servers) {
        makesThem(servers, new PgDumpSchemaReader());
    }

    private static void makesThem(TwoPostgres servers, SchemaReader reader) {
        HostileSchema.create(servers.sourceAdmin(), SCHEMA);
        RecordingContext context = servers.context();
        List<SchemaOutcome> outcomes = SchemaApplier.apply(context, reader.read(context));

        assertThat(outcomes)
                .filteredOn(outcome -> !outcome.result().isThere())
                .extracting(outcome -> outcome.name().replace("\"", ""))
                .containsExactly("public.own_support(internal)");
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.message().contains("LEAKPROOF"))
                .extracting(outcome -> outcome.name().replaceFirst("\\(.*", ""))
                .containsExactlyInAnyOrder(
                        "public.all_of_it",
                        "public.both",
                        "public.by_own",
                        "public.checks",
                        "public.lp",
                        "public.supported");
        assertThat(SchemaComparison.of(context)).isEqualTo(new SchemaComparison(List.of(), List.of()));
    }
}
