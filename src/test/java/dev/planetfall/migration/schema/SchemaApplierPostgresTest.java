package dev.planetfall.migration.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.planetfall.migration.MigrationCancelledException;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.MigrationEvent.SchemaObjectApplied;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.schema.SchemaObject.Section;
import dev.planetfall.migration.schema.catalog.CatalogEntry;
import dev.planetfall.migration.schema.catalog.CatalogReading;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.ServerVersion;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TwoPostgresExtension.class)
class SchemaApplierPostgresTest {
    private final SchemaReader reader = new PgDumpSchemaReader();

    @Test
    void makesAHostileSchemaOnceAndChangesNothingTheSecondTime(TwoPostgres servers) {
        carriesEverything(servers);
    }

    @Test
    @PostgresPair(source = 17, target = 18)
    void carriesASchemaFromVersion17(TwoPostgres servers) {
        assumeThat(PgDump.newest())
                .hasValueSatisfying(found -> assertThat(found.major()).isGreaterThanOrEqualTo(17));
        carriesEverything(servers);
    }

    private void carriesEverything(TwoPostgres servers) {
        HostileSchema.create(servers.sourceDatabase());
        RecordingContext context = servers.context();
        List<SchemaObject> objects = reader.read(context).objects();

        List<SchemaOutcome> first = SchemaApplier.apply(context, objects);
        assertThat(first).hasSameSizeAs(objects);
        assertThat(first)
                .filteredOn(outcome -> outcome.result() == Result.FAILED)
                .isEmpty();
        assertThat(first)
                .filteredOn(outcome -> outcome.result() == Result.LEFT_OUT)
                .extracting(SchemaOutcome::name)
                .containsExactlyInAnyOrder("EXTENSION \"hstore\"", "EXTENSION \"pg_trgm\"");
        assertThat(SchemaComparison.of(context).missing()).isEmpty();
        assertThat(SchemaComparison.of(context).differing()).isEmpty();
        var afterFirst = statements(context);

        List<SchemaOutcome> second = SchemaApplier.apply(context, objects);
        assertThat(second)
                .filteredOn(outcome -> outcome.result() != Result.ALREADY_THERE)
                .extracting(SchemaOutcome::name)
                .containsExactlyInAnyOrder("EXTENSION \"hstore\"", "EXTENSION \"pg_trgm\"");
        assertThat(statements(context)).isEqualTo(afterFirst);
        assertThat(context.state().schema()).hasSameSizeAs(objects);
    }

    private static List<List<String>> statements(MigrationContext context) {
        ServerVersion version = context.target().withReadOnlySession(session -> new Catalog(session).version());
        return CatalogReading.of(context.target(), version, Scope.EVERYTHING).objects().stream()
                .map(CatalogEntry::statements)
                .toList();
    }

    @Test
    void leavesATriggerDisabledThatWasPutToRest(TwoPostgres servers) {
        servers.sourceDatabase().useSession(session -> session.execute("""
                        CREATE TABLE public.parcel (id int PRIMARY KEY);
                        CREATE FUNCTION public.note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
                        CREATE TRIGGER "At rest" AFTER INSERT ON public.parcel EXECUTE FUNCTION public.note();
                        CREATE TRIGGER awake AFTER INSERT ON public.parcel EXECUTE FUNCTION public.note();
                        ALTER TABLE public.parcel ENABLE ALWAYS TRIGGER "At rest";
                        ALTER TABLE public.parcel ENABLE ALWAYS TRIGGER awake;
                        """));
        RecordingContext context = servers.context();
        List<SchemaObject> objects = reader.read(context).objects();
        SchemaApplier.apply(context, objects);
        assertThat(triggerModes(servers)).containsExactly("At rest A", "awake A");
        servers.targetDatabase()
                .useSession(session ->
                        session.execute("ALTER TABLE public.parcel DISABLE TRIGGER \"At rest\", ENABLE TRIGGER awake"));

        List<SchemaOutcome> second = SchemaApplier.apply(context, objects);

        assertThat(second).extracting(SchemaOutcome::result).containsOnly(Result.ALREADY_THERE);
        assertThat(triggerModes(servers)).containsExactly("At rest D", "awake A");
    }

    private static List<String> triggerModes(TwoPostgres servers) {
        return servers.targetDatabase()
                .withSession(session -> session.query(
                        "SELECT concat(tgname, ' ', tgenabled) AS mode FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1",
                        row -> row.text("mode")));
    }

    @Test
    void keepsAFailureAndGoesOn(TwoPostgres servers) {
        RecordingContext context = servers.context();
        List<SchemaObject> objects = List.of(
                table("good", "CREATE TABLE \"public\".\"good\" (\"a\" integer)"),
                table("bad", "CREATE TABLE \"public\".\"bad\" (\"a\" \"public\".\"nothing\")"),
                table(
                        "last",
                        "CREATE TABLE \"public\".\"last\" (\"a\" integer)",
                        "ALTER TABLE \"public\".\"last\" OOPS"));

        List<SchemaOutcome> outcomes = SchemaApplier.apply(context, objects);

        assertThat(outcomes)
                .containsExactly(
                        new SchemaOutcome(
                                "TABLE",
                                "public.good",
                                Result.CREATED,
                                "CREATE TABLE \"public\".\"good\" (\"a\" integer);",
                                ""),
                        new SchemaOutcome(
                                "TABLE",
                                "public.bad",
                                Result.FAILED,
                                "CREATE TABLE \"public\".\"bad\" (\"a\" \"public\".\"nothing\");",
                                outcomes.get(1).message()),
                        new SchemaOutcome(
                                "TABLE",
                                "public.last",
                                Result.FAILED,
                                "CREATE TABLE \"public\".\"last\" (\"a\" integer);\n\n"
                                        + "ALTER TABLE \"public\".\"last\" OOPS;",
                                outcomes.get(2).message()));
        assertThat(outcomes.get(1).message()).contains("type \"public.nothing\" does not exist");
        assertThat(context.events(SchemaObjectApplied.class).stream().map(SchemaObjectApplied::outcome))
                .isEqualTo(outcomes);
    }

    @Test
    void leavesOutWhatNeedsSomethingOutOfScope(TwoPostgres servers) {
        HostileSchema.create(servers.sourceDatabase(), """
                CREATE SCHEMA gone; CREATE TABLE gone.t (id int PRIMARY KEY); CREATE TYPE gone.kind AS ENUM ('a');
                CREATE TABLE secret (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
                CREATE TABLE kept (id int PRIMARY KEY, s int REFERENCES secret, t int REFERENCES gone.t);
                CREATE TABLE typed (k gone.kind);
                CREATE VIEW v AS SELECT * FROM secret; CREATE VIEW vv AS SELECT * FROM v; CREATE VIEW fine AS TABLE kept;
                """);
        Scope scope = new Scope(Set.of(new Identifier("gone")), Set.of(QualifiedName.of("public", "secret")));
        MigrationContext context = HostileSchema.context(servers.plan(), scope);

        assertThat(SchemaApplier.apply(context, reader.read(context).objects()))
                .extracting(outcome -> outcome.result().title() + ": " + outcome.kind() + " " + outcome.name())
                .containsExactlyInAnyOrder(
                        "Created: TABLE public.kept",
                        "Created: VIEW public.fine",
                        "Created: CONSTRAINT public.kept kept_pkey",
                        "Left out: TABLE public.typed",
                        "Left out: VIEW public.v",
                        "Left out: VIEW public.vv",
                        "Left out: FK CONSTRAINT public.kept kept_s_fkey",
                        "Left out: FK CONSTRAINT public.kept kept_t_fkey");
    }

    @Test
    void neverTellsAUserMappingsPassword(TwoPostgres servers) {
        RecordingContext context = servers.context();
        SchemaObject mapping = new SchemaObject(
                "USER MAPPING",
                "",
                "USER MAPPING ada SERVER far",
                Section.PRE_DATA,
                List.of("CREATE USER MAPPING FOR \"ada\" SERVER \"far\" OPTIONS (\"password\" 's3cret')"));

        assertThat(SchemaApplier.apply(context, List.of(mapping)))
                .containsExactly(new SchemaOutcome(
                        "USER MAPPING",
                        "USER MAPPING ada SERVER far",
                        Result.LEFT_OUT,
                        "",
                        "A user mapping can hold a password. Create it by hand if it is still needed."));
        assertThat(context.statements()).noneMatch(statement -> statement.sql().contains("s3cret"));
    }

    @Test
    void stopsBetweenObjects(TwoPostgres servers) {
        RecordingContext context = servers.context();
        context.cancel();

        assertThatExceptionOfType(MigrationCancelledException.class)
                .isThrownBy(() -> SchemaApplier.apply(context, List.of(table("t", "CREATE TABLE public.t (a int)"))));
        assertThat(statements(context)).containsExactly(List.of("CREATE SCHEMA \"public\""));
    }

    private static SchemaObject table(String name, String... statements) {
        return new SchemaObject("TABLE", "public", name, Section.PRE_DATA, List.of(statements));
    }
}
