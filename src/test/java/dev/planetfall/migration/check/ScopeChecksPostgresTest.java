package dev.planetfall.migration.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.Severity;
import dev.planetfall.migration.schema.PgDumpSchemaReader;
import dev.planetfall.migration.schema.SchemaApplier;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Checks of what the scope tears apart, leaves out, or cannot hold together. */
@ExtendWith(TwoPostgresExtension.class)
class ScopeChecksPostgresTest {
    private static final Scope WITHOUT_ATTIC = new Scope(Set.of(new Identifier("attic")), Set.of());

    @Test
    void namesWhatStaysBehind(TwoPostgres servers) {
        source(servers, """
                CREATE SCHEMA attic;
                CREATE TABLE attic.old (id int PRIMARY KEY);
                CREATE TABLE attic.older (id int PRIMARY KEY);
                CREATE SCHEMA "Empty one";
                CREATE TABLE kept (id int PRIMARY KEY);
                CREATE TABLE "Left out" (id int PRIMARY KEY);
                INSERT INTO attic.old SELECT generate_series(1, 1200);
                ANALYZE attic.old;
                """);
        Scope scope = new Scope(
                Set.of(new Identifier("attic"), new Identifier("Empty one"), new Identifier("never_there")),
                Set.of(QualifiedName.of("public", "Left out"), QualifiedName.of("public", "never_there")));
        assertThat(Asked.findings(new SchemasLeftOutCheck(), Asked.within(servers, scope)))
                .containsExactly(Finding.note(
                                "schemas-left-out",
                                "3 schemas and tables of the source stay behind: the scope leaves them out.",
                                "Nothing of them will be on PlanetScale. Go back to the Scope page if one is needed after"
                                        + " all.")
                        .withDetails(List.of(
                                "schema Empty one: 0 tables, about 0 rows",
                                "schema attic: 2 tables, about 1,200 rows",
                                "table public.\"Left out\": about 0 rows")));
        assertThat(Asked.findings(new SchemasLeftOutCheck(), servers))
                .containsExactly(Finding.passed(
                        "schemas-left-out", "The scope leaves no schema and no table of the source out."));
    }

    private static final String TIED = """
            CREATE SCHEMA attic;
            CREATE TYPE attic.mood AS ENUM ('fine');
            CREATE SEQUENCE attic.numbers;
            CREATE FUNCTION attic.is_fine(int) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
            CREATE FUNCTION attic.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
            CREATE TABLE attic.old (id int PRIMARY KEY);
            CREATE TABLE by_type (id int PRIMARY KEY, moods attic.mood[]);
            CREATE TABLE by_default (id bigint PRIMARY KEY DEFAULT nextval('attic.numbers'));
            CREATE TABLE by_rule (id int PRIMARY KEY CHECK (attic.is_fine(id)));
            CREATE TABLE "By parent" (PRIMARY KEY (id)) INHERITS (attic.old);
            CREATE TABLE loose (id int PRIMARY KEY, old_id int REFERENCES attic.old);
            CREATE TRIGGER touched BEFORE UPDATE ON loose FOR EACH ROW EXECUTE FUNCTION attic.touch();
            CREATE POLICY only_fine ON loose USING (attic.is_fine(id));
            CREATE VIEW seen AS SELECT * FROM attic.old;
            CREATE TABLE attic.inside (id int PRIMARY KEY REFERENCES attic.old);
            """;

    @Test
    void refusesTablesThatCannotBeMadeWithoutWhatIsLeftOut(TwoPostgres servers) {
        source(servers, TIED);
        assertThat(Asked.findings(new ReferencesOutOfScopeCheck(), Asked.within(servers, WITHOUT_ATTIC)))
                .containsExactly(
                        Finding.blocker(
                                        "references-out-of-scope",
                                        "4 tables in scope cannot be made on PlanetScale without what the scope leaves out:"
                                                + " public.\"By parent\", public.by_default, public.by_rule and 1 more.",
                                        "Take what is listed into the scope, too, or leave these tables out with it.")
                                .withDetails(List.of(
                                        "public.\"By parent\": it inherits from attic.old",
                                        "public.by_default: it calls attic.numbers",
                                        "public.by_rule: it calls attic.is_fine",
                                        "public.by_type: column moods has type attic.mood")),
                        Finding.warning(
                                        "references-out-of-scope",
                                        "4 foreign keys, views, triggers and policies in scope will not be made on"
                                                + " PlanetScale, because what they need is out of scope.",
                                        "Take what is listed into the scope if the application relies on it. The rows of the"
                                                + " tables are copied all the same.")
                                .withDetails(List.of(
                                        "public.loose: foreign key loose_old_id_fkey needs attic.old",
                                        "public.loose: policy only_fine needs attic.is_fine",
                                        "public.loose: trigger touched needs attic.touch",
                                        "public.seen: the view needs attic.old")));
        assertThat(Asked.findings(new ReferencesOutOfScopeCheck(), servers))
                .containsExactly(
                        Finding.passed("references-out-of-scope", "Nothing in scope needs anything out of scope."));
    }

    /** What the schema copy really does with them. */
    @Test
    void seesThatTheSchemaCopyLeavesExactlyTheseOut(TwoPostgres servers) {
        source(servers, TIED);
        RecordingContext context = new RecordingContext(Asked.within(servers, WITHOUT_ATTIC));
        assertThat(SchemaApplier.apply(
                        context, new PgDumpSchemaReader().read(context).objects()))
                .filteredOn(outcome -> outcome.result() != SchemaOutcome.Result.CREATED)
                .filteredOn(outcome ->
                        !outcome.kind().contains("CONSTRAINT") || outcome.kind().startsWith("FK"))
                .extracting(outcome -> outcome.result() + " " + outcome.kind() + " " + outcome.name())
                .containsExactlyInAnyOrder(
                        "LEFT_OUT TABLE public.By parent",
                        "LEFT_OUT TABLE public.by_default",
                        "LEFT_OUT TABLE public.by_rule",
                        "LEFT_OUT TABLE public.by_type",
                        "LEFT_OUT VIEW public.seen",
                        "LEFT_OUT TRIGGER public.loose touched",
                        "LEFT_OUT FK CONSTRAINT public.loose loose_old_id_fkey",
                        "LEFT_OUT POLICY public.loose only_fine");
    }

    @Test
    void tellsOfPartitionsThatMayComeLater(TwoPostgres servers) {
        source(servers, """
                CREATE TABLE event (id int, day date, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
                CREATE TABLE event_2026 PARTITION OF event FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
                CREATE TABLE event_other PARTITION OF event DEFAULT;
                """);
        Finding note = Asked.findings(new PartitionsCheck(), servers).get(0);
        assertThat(note)
                .isEqualTo(Finding.note(
                                "partitions",
                                "1 partitioned table in scope: public.event.",
                                "Do not make, attach or drop partitions on the source between the start and the cutover: a"
                                        + " partition that PlanetScale does not have stays behind or stops the replication."
                                        + " Make those you will need now.")
                        .withDetails(List.of("public.event: 2 parts")));
        assertThat(Asked.findings(
                        new PartitionsCheck(),
                        PlanBuilder.from(servers.plan())
                                .method(Method.STALE_COPY)
                                .build()
                                .orElseThrow()))
                .extracting(Finding::advice)
                .containsExactly(note.advice().replace("or stops the replication", "and stops the cutover"));
        extension(servers, "pg_partman");
        assertThat(Asked.findings(new PartitionsCheck(), servers))
                .containsExactly(Finding.warning(
                                "partitions",
                                "pg_partman on the source may make or drop partitions during the migration: public.event.",
                                "A partition that PlanetScale does not have stays behind or stops the replication. Let"
                                        + " pg_partman make partitions for the time of the move now, and pause its"
                                        + " maintenance until the cutover.")
                        .withDetails(List.of("public.event: 2 parts")));
    }

    @Test
    void warnsOfPartitionsAndTheirTableOnTwoSidesOfTheScope(TwoPostgres servers) {
        source(servers, """
                CREATE SCHEMA attic;
                CREATE TABLE event (id int, day date, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
                CREATE TABLE attic.event_2026 PARTITION OF event FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
                CREATE TABLE animal (id int PRIMARY KEY);
                CREATE TABLE attic.cat (PRIMARY KEY (id)) INHERITS (animal);
                """);
        assertThat(Asked.findings(new PartitionsCheck(), Asked.within(servers, WITHOUT_ATTIC)))
                .extracting(Finding::severity, Finding::details)
                .containsExactly(
                        tuple(Severity.BLOCKER, List.of("attic.cat, part of public.animal")),
                        tuple(Severity.WARNING, List.of("attic.event_2026, part of public.event")),
                        tuple(Severity.NOTE, List.of("public.event: 1 part")));
        // The harm: the table that is out of scope is in the publication, and PlanetScale has no such table.
        servers.sourceDatabase().useSession(session -> {
            session.execute("CREATE PUBLICATION p FOR TABLE animal");
            assertThat(new Catalog(session).publishedTables(new Identifier("p")))
                    .contains(QualifiedName.of("attic", "cat"));
            session.execute("DROP PUBLICATION p");
        });
        assertThat(Asked.findings(
                        new PartitionsCheck(),
                        Asked.within(
                                servers,
                                new Scope(
                                        Set.of(),
                                        Set.of(
                                                QualifiedName.of("public", "event"),
                                                QualifiedName.of("attic", "event_2026"))))))
                .extracting(Finding::severity)
                .containsExactly(Severity.PASSED);
    }

    @Test
    void refusesHypertables(TwoPostgres servers) {
        extension(servers, "timescaledb");
        servers.sourceAdmin().useSession(session -> session.execute("""
                CREATE SCHEMA _timescaledb_catalog;
                CREATE TABLE _timescaledb_catalog.hypertable (schema_name name, table_name name);
                GRANT USAGE ON SCHEMA _timescaledb_catalog TO PUBLIC;
                GRANT SELECT ON _timescaledb_catalog.hypertable TO PUBLIC;
                INSERT INTO _timescaledb_catalog.hypertable VALUES ('public', 'metric'), ('attic', 'metric');
                """));
        assertThat(Asked.findings(new PartitionsCheck(), Asked.within(servers, WITHOUT_ATTIC)))
                .containsExactly(Finding.blocker(
                                "partitions",
                                "1 table of the source is a hypertable of TimescaleDB, whose rows logical replication does"
                                        + " not carry.",
                                "Leave them out of the scope and move them with Timescale's own way of dump and restore.")
                        .withDetails(List.of("public.metric")));
    }

    @Test
    void warnsOfRowsThatPeopleWroteIntoTablesOfExtensions(TwoPostgres servers) {
        assertThat(Asked.findings(new ExtensionTablesCheck(), servers))
                .containsExactly(
                        Finding.passed("extension-tables", "No extension of the source brings tables of its own."));
        servers.sourceAdmin().useSession(session -> session.execute("""
                CREATE EXTENSION hstore;
                CREATE TABLE public.place (id int, own boolean);
                CREATE TABLE public.secret (id int);
                CREATE TABLE public.internal (id int);
                INSERT INTO public.place VALUES (1, false);
                INSERT INTO public.internal VALUES (1);
                GRANT SELECT ON public.place, public.internal TO store_owner;
                ALTER EXTENSION hstore ADD TABLE public.place;
                ALTER EXTENSION hstore ADD TABLE public.secret;
                ALTER EXTENSION hstore ADD TABLE public.internal;
                UPDATE pg_extension SET extconfig = ARRAY['public.place'::regclass::oid], extcondition = ARRAY['WHERE own']
                WHERE extname = 'hstore';
                """));
        assertThat(Asked.findings(new ExtensionTablesCheck(), servers))
                .containsExactly(Finding.passed(
                        "extension-tables",
                        "Nobody wrote rows into 3 tables that extensions brought; PlanetScale gets them from its own"
                                + " extensions."));
        servers.sourceAdmin().useSession(session -> session.execute("""
                INSERT INTO public.place VALUES (2, true);
                UPDATE pg_extension SET extconfig = extconfig || 'public.secret'::regclass::oid,
                       extcondition = extcondition || ''::text WHERE extname = 'hstore';
                """));
        assertThat(Asked.findings(new ExtensionTablesCheck(), servers))
                .containsExactly(Finding.warning(
                                "extension-tables",
                                "Rows in 2 tables of extensions stay behind on the source: public.place, public.secret.",
                                "Tables that belong to an extension are not copied. Copy these rows by hand after the"
                                        + " schema is on PlanetScale, where they are still needed.")
                        .withDetails(List.of(
                                "public.place of extension hstore",
                                "public.secret of extension hstore (not readable, so it may be empty)")));
    }

    /** Only its name counts here; the servers of the tests do not have it. */
    private static void extension(TwoPostgres servers, String name) {
        servers.sourceAdmin().useSession(session -> session.execute("""
                        INSERT INTO pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
                        VALUES (4242, '%s', 10, 'public'::regnamespace, false, '1.0')
                        """.formatted(name)));
    }

    private static void source(TwoPostgres servers, String sql) {
        servers.sourceDatabase().useSession(session -> session.execute(sql));
    }
}
