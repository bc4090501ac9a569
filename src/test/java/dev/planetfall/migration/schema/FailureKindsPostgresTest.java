package dev.planetfall.migration.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.planetfall.migration.SchemaKey;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.migration.schema.SchemaObject.Section;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What each kind of refusal is called, as the target's ordinary role meets it. */
@ExtendWith(TwoPostgresExtension.class)
class FailureKindsPostgresTest {
    @Test
    @PostgresPair(source = 15, target = 17)
    void tellsTheKindsOfRefusalsOfVersion17(TwoPostgres servers) {
        tellsTheKinds(servers);
    }

    @Test
    @PostgresPair(source = 15, target = 18)
    void tellsTheKindsOfRefusalsOfVersion18(TwoPostgres servers) {
        tellsTheKinds(servers);
    }

    @Test
    @PostgresPair(source = 15, target = 18)
    void saysWhereAFunctionIsThatABodyNamesWithoutItsSchema(TwoPostgres servers) {
        servers.sourceDatabase().useSession(session -> session.execute("""
                CREATE FUNCTION public.helper(text) RETURNS text IMMUTABLE LANGUAGE sql AS 'SELECT upper($1)';
                CREATE FUNCTION public.calls(text) RETURNS text IMMUTABLE LANGUAGE sql AS 'SELECT helper($1)';
                CREATE TABLE public.item (id int PRIMARY KEY, name text);
                CREATE INDEX by_call ON public.item (public.calls(name));
                """));
        RecordingContext context = servers.context();
        assertThat(SchemaApplier.apply(context, new CatalogSchemaReader().read(context)))
                .filteredOn(outcome -> outcome.result().isFailure())
                .extracting(
                        SchemaOutcome::name,
                        outcome -> outcome.message().lines().reduce("", (one, two) -> two))
                .containsExactly(tuple(
                        "public.by_call",
                        "It is there as public.helper(text): the body of a function names it without its schema. Write the"
                                + " schema into the body, or add SET search_path to that function, on the source or by"
                                + " editing its DDL here."));
    }

    private static void tellsTheKinds(TwoPostgres servers) {
        servers.sourceAdmin().useSession(session -> session.execute("CREATE EXTENSION citext SCHEMA public"));
        HostileSchema.create(servers.targetDatabase(), """
                CREATE TABLE public.there (id int NOT NULL); CREATE TABLE public.other (id bigint NOT NULL);
                """);
        HostileSchema.create(servers.sourceDatabase(), """
                CREATE TABLE public.there (id int NOT NULL); CREATE TABLE public.other (id int NOT NULL);
                """);
        assertKinds(
                servers,
                expect(Result.CREATED, table("made", "CREATE TABLE \"public\".\"made\" (\"id\" integer)")),
                expect(Result.ALREADY_THERE, table("there", "CREATE TABLE \"public\".\"there\" (\"id\" integer)")),
                expect(Result.DIFFERENT, table("other", "CREATE TABLE \"public\".\"other\" (\"id\" integer)")),
                expect(Result.MISSING_EXTENSION, object("EXTENSION", "nowhere", "CREATE EXTENSION \"nowhere\"")),
                expect(
                        Result.MISSING_EXTENSION,
                        table("typed", "CREATE TABLE \"public\".\"typed\" (\"mail\" \"public\".\"citext\")")),
                expect(
                        Result.MISSING_ROLE,
                        object(
                                "POLICY",
                                "made p",
                                "CREATE POLICY \"p\" ON \"public\".\"made\" TO \"no such role\" USING (true)")),
                expect(
                        Result.NOT_ALLOWED,
                        object(
                                "FUNCTION",
                                "f()",
                                "CREATE FUNCTION \"public\".\"f\"() RETURNS int LANGUAGE \"internal\" AS 'pg_backend_pid'")),
                expect(Result.FAILED, table("bad", "CREATE TABLE \"public\".\"bad\" (\"a\" \"public\".\"nothing\")")),
                expect(Result.FAILED, table("worse", "CREATE TABLE \"public\".\"worse\" OOPS")),
                expect(
                        Result.WAITING,
                        needing("INDEX", "i", "CREATE INDEX ON \"public\".\"bad\" (\"a\")", "public.bad")),
                expect(
                        Result.WAITING,
                        needing("COMMENT", "i", "COMMENT ON INDEX \"public\".\"i\" IS 'x'", "INDEX", "public.i")),
                // Nobody told what it needs, but it says so itself.
                expect(
                        Result.WAITING,
                        object("VIEW", "v", "CREATE VIEW \"public\".\"v\" AS SELECT 1 FROM \"public\".\"worse\"")),
                expect(
                        Result.LEFT_OUT,
                        object("COMMENT", "EXTENSION x", "COMMENT ON EXTENSION \"plpgsql\" IS 'changed'")));
    }

    @Test
    void saysOfEachFailureWhatCanBeDone() {
        assertThat(Result.values())
                .filteredOn(Result::isFailure)
                .allMatch(result -> !result.advice().isEmpty());
    }

    private static void assertKinds(TwoPostgres servers, Expected... expected) {
        RecordingContext context = servers.context();
        List<SchemaObject> objects =
                List.of(expected).stream().map(Expected::object).toList();

        List<SchemaOutcome> outcomes = SchemaApplier.apply(context, objects);

        assertThat(context.state().schema())
                .extracting(outcome -> outcome.result() + " " + outcome.key())
                .containsExactlyElementsOf(List.of(expected).stream()
                        .map(one -> one.result() + " "
                                + TargetSession.key(one.object().key()))
                        .toList());
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.result() == Result.WAITING)
                .extracting(SchemaOutcome::waitsFor)
                .containsExactly(
                        List.of(new SchemaKey("TABLE", "public.bad")),
                        List.of(new SchemaKey("INDEX", "public.i")),
                        List.of(new SchemaKey("TABLE", "public.worse")));
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.result() == Result.DIFFERENT)
                .flatExtracting(SchemaOutcome::differences)
                .singleElement()
                .asString()
                .contains("bigint");
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.name().equals("public.typed"))
                .extracting(SchemaOutcome::message)
                .singleElement()
                .asString()
                .endsWith("On the source this belongs to the extension citext.");
    }

    private record Expected(Result result, SchemaObject object) {}

    private static Expected expect(Result result, SchemaObject object) {
        return new Expected(result, object);
    }

    private static SchemaObject table(String name, String sql) {
        return object("TABLE", name, sql);
    }

    private static SchemaObject object(String kind, String name, String sql) {
        return new SchemaObject(kind, kind.equals("EXTENSION") ? "" : "public", name, Section.PRE_DATA, List.of(sql));
    }

    private static SchemaObject needing(String kind, String name, String sql, String table) {
        return needing(kind, name, sql, "TABLE", table);
    }

    private static SchemaObject needing(String kind, String name, String sql, String neededKind, String needed) {
        return new SchemaObject(
                kind, "public", name, Section.PRE_DATA, List.of(sql), Set.of(new SchemaObject.Key(neededKind, needed)));
    }
}
