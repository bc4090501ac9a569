package dev.planetfall.migration.verify;

import static dev.planetfall.migration.RowDifference.Kind.CHANGED;
import static dev.planetfall.migration.RowDifference.Kind.EXTRA;
import static dev.planetfall.migration.RowDifference.Kind.MISSING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.planetfall.migration.ComparedPart;
import dev.planetfall.migration.RowDifference;
import dev.planetfall.migration.RowDifference.Kind;
import dev.planetfall.migration.RowDifferences;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.migration.TableComparison.Verdict;
import dev.planetfall.migration.VerificationEvent.ComparisonBegun;
import dev.planetfall.migration.VerificationEvent.PartCompared;
import dev.planetfall.migration.VerificationEvent.TableCompared;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Session;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(TwoPostgresExtension.class)
class RowComparisonPostgresTest {
    private static final Identifier V = new Identifier("v");

    static Stream<Arguments> typesOfKeys() {
        return Stream.of(
                arguments("uuid", "md5(g::text)::uuid"),
                arguments("text", "md5(g::text)"),
                arguments("varchar(60)", "CASE g % 3 WHEN 0 THEN 'Ä-' WHEN 1 THEN 'a ' ELSE '_B' END || g"),
                arguments("numeric", "g / 8.0"),
                arguments("timestamptz", "'2024-03-31 00:00:00+00'::timestamptz + g * interval '1 minute'"),
                arguments("date", "'2024-01-01'::date + g"),
                arguments("bytea", "decode(md5(g::text), 'hex')"),
                arguments("double precision", "g / 7.0"),
                arguments("inet", "'10.0.0.0'::inet + g"),
                arguments("int4range", "int4range(g, g + 1)"),
                arguments("keyed.citext", "CASE g % 2 WHEN 0 THEN 'Word' ELSE 'word' END || g"),
                arguments("char(12)", "'k' || g"),
                arguments("text[]", "ARRAY['k', g::text]"),
                arguments("pg_lsn", "('0/' || to_hex(g))::pg_lsn"));
    }

    @ParameterizedTest
    @MethodSource("typesOfKeys")
    void locatesRowsByAnyTypeOfKey(String type, String value, TwoPostgres servers) {
        onBoth(
                servers,
                "CREATE SCHEMA keyed",
                "CREATE EXTENSION citext SCHEMA keyed",
                "CREATE TABLE item (k " + type + " PRIMARY KEY, n int, v text)",
                "INSERT INTO item SELECT (" + value + ")::" + type + ", g, 'v' || g FROM generate_series(1, 9000) g");
        onTarget(
                servers,
                "UPDATE item SET v = 'other' WHERE n IN (17, 8999)",
                "DELETE FROM item WHERE n = 4000",
                "INSERT INTO item SELECT (" + value + ")::" + type + ", g, '' FROM generate_series(10000, 10001) g");

        assertThat(kinds(frozen(servers, "item").differences()))
                .containsExactlyInAnyOrder(CHANGED, CHANGED, MISSING, EXTRA, EXTRA);
    }

    @Test
    void namesTheKeyAndTheColumnsOfEachRowThatDiffers(TwoPostgres servers) {
        onBoth(
                servers,
                "CREATE TABLE item (part int, name text, v text, w int, UNIQUE (w), PRIMARY KEY (name, part))",
                "INSERT INTO item SELECT g, 'n' || g % 10, 'v' || g, g FROM generate_series(1, 5000) g");
        onTarget(
                servers,
                "UPDATE item SET v = NULL, w = -1 WHERE part = 33",
                "DELETE FROM item WHERE part = 44",
                "INSERT INTO item VALUES (7000, 'new', '', 7000)");

        assertThat(frozen(servers, "item"))
                .isEqualTo(new TableComparison(
                        QualifiedName.of("public", "item"),
                        OptionalLong.of(5_000),
                        OptionalLong.of(5_000),
                        Verdict.DIFFERS,
                        "3 rows: 1 with other values, 1 missing on PlanetScale, 1 only on PlanetScale",
                        new RowDifferences(
                                List.of(new Identifier("name"), new Identifier("part")),
                                List.of(
                                        new RowDifference(
                                                List.of("n3", "33"), CHANGED, List.of(V, new Identifier("w"))),
                                        new RowDifference(List.of("n4", "44"), MISSING, List.of()),
                                        new RowDifference(List.of("new", "7000"), EXTRA, List.of())),
                                true)));
    }

    @Test
    void tellsNullFromAnEmptyText(TwoPostgres servers) {
        onBoth(servers, "CREATE TABLE item (id int PRIMARY KEY, v text)", "INSERT INTO item VALUES (1, ''), (2, NULL)");
        onTarget(servers, "UPDATE item SET v = CASE WHEN v IS NULL THEN '' END");

        assertThat(frozen(servers, "item").differences().rows())
                .containsExactlyInAnyOrder(
                        new RowDifference(List.of("1"), CHANGED, List.of(V)),
                        new RowDifference(List.of("2"), CHANGED, List.of(V)));
    }

    @Test
    void comparesATableWithoutKeyAsAHeapOfRows(TwoPostgres servers) {
        onBoth(
                servers,
                "CREATE TABLE item (n int, v text)",
                "INSERT INTO item SELECT g % 100, 'v' FROM generate_series(1, 5000) g");
        assertThat(frozen(servers, "item").verdict()).isEqualTo(Verdict.EQUAL);
        onTarget(
                servers,
                "DELETE FROM item WHERE ctid IN (SELECT ctid FROM item WHERE n = 7 LIMIT 2)",
                "INSERT INTO item VALUES (8, 'v')");

        assertThat(frozen(servers, "item").differences())
                .isEqualTo(new RowDifferences(
                        List.of(),
                        List.of(
                                new RowDifference(List.of("(7,v)"), MISSING, List.of()),
                                new RowDifference(List.of("(7,v)"), MISSING, List.of()),
                                new RowDifference(List.of("(8,v)"), EXTRA, List.of())),
                        true));
    }

    @Test
    void findsNoDifferenceWhereTheServersOrderTextsDifferently(TwoPostgres servers) {
        String rows = "INSERT INTO item SELECT CASE g % 3 WHEN 0 THEN 'a-' WHEN 1 THEN 'A' ELSE '_' END || g, 'v'"
                + " FROM generate_series(1, 9000) g";
        onSource(servers, "CREATE TABLE item (k text COLLATE \"C\" PRIMARY KEY, v text)", rows);
        onTarget(
                servers,
                "CREATE TABLE item (k text COLLATE \"und-x-icu\" PRIMARY KEY, v text)",
                rows,
                "UPDATE item SET v = 'w' WHERE k = 'A4000'");

        assertThat(frozen(servers, "item").differences().rows())
                .containsExactly(new RowDifference(List.of("A4000"), CHANGED, List.of(V)));
    }

    @Test
    void listsNoMoreRowsThanItSaysAndTellsThatThereAreMore(TwoPostgres servers) {
        onBoth(
                servers,
                "CREATE TABLE item (id int PRIMARY KEY, v text)",
                "INSERT INTO item SELECT g, 'v' FROM generate_series(1, 40000) g");
        onTarget(servers, "UPDATE item SET v = 'w'");

        TableComparison table = frozen(servers, "item");

        assertThat(table.differences().complete()).isFalse();
        assertThat(table.note()).startsWith("at least ");
        assertThat(table.differences().rows()).hasSizeBetween(RowDifferences.MOST, RowDifferences.MOST + 5_000);
    }

    /** Names that the questions to the servers use as well. */
    @Test
    void comparesTablesWhoseColumnsHaveAnyNames(TwoPostgres servers) {
        onBoth(
                servers,
                "CREATE TABLE item (k0 int PRIMARY KEY, number int, wanted int, t text, hash int, rows int, total int, ctids int)",
                "CREATE TABLE heap (t text, shown int, part int, hash int, h int, p int, rows int, total int)",
                "INSERT INTO item VALUES (1, 1, 1, 'v', 1, 1, 1, 1), (2, 2, 2, 'v', 2, 2, 2, 2)",
                "INSERT INTO heap VALUES ('v', 1, 1, 1, 1, 1, 1, 1)");
        onTarget(servers, "UPDATE item SET t = 'w' WHERE k0 = 2", "UPDATE heap SET t = 'w'");

        assertThat(frozen(servers, "item").differences().rows())
                .containsExactly(new RowDifference(List.of("2"), CHANGED, List.of(new Identifier("t"))));
        assertThat(frozen(servers, "heap").differences().rows())
                .containsExactly(
                        new RowDifference(List.of("(v,1,1,1,1,1,1,1)"), MISSING, List.of()),
                        new RowDifference(List.of("(w,1,1,1,1,1,1,1)"), EXTRA, List.of()));
    }

    @Test
    void comparesColumnsByNameWhereTheirOrderDiffers(TwoPostgres servers) {
        onSource(
                servers,
                "CREATE TABLE item (gone int, id int PRIMARY KEY, v text, w text)",
                "ALTER TABLE item DROP COLUMN gone",
                "INSERT INTO item VALUES (1, 'v', 'w')");
        onTarget(
                servers,
                "CREATE TABLE item (w text, own int DEFAULT 3, v text, id int PRIMARY KEY)",
                "INSERT INTO item (id, v, w) VALUES (1, 'v', 'w')");

        assertThat(frozen(servers, "item").verdict()).isEqualTo(Verdict.EQUAL);
    }

    @Test
    void saysWhyATableCouldNotBeCompared(TwoPostgres servers) {
        onSource(
                servers,
                "CREATE TABLE item (id int PRIMARY KEY, v text)",
                "CREATE TABLE narrow (id int PRIMARY KEY, v text)");
        onTarget(servers, "CREATE TABLE narrow (id int PRIMARY KEY)");

        assertThat(RowComparison.whileFrozen(servers.context()).tables())
                .extracting(TableComparison::verdict, TableComparison::note)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Verdict.NOT_VERIFIED, "PlanetScale has no such table"),
                        org.assertj.core.groups.Tuple.tuple(
                                Verdict.NOT_VERIFIED, "PlanetScale's table has no column v"));
    }

    @Test
    void saysWhichTableTheRoleMayNotRead(TwoPostgres servers) {
        onBoth(servers, "CREATE TABLE item (id int PRIMARY KEY)", "CREATE TABLE other (id int PRIMARY KEY)");
        servers.sourceAdmin()
                .useSession(session ->
                        session.execute("ALTER TABLE item OWNER TO postgres; REVOKE ALL ON item FROM public"));

        assertThat(RowComparison.whileFrozen(servers.context()).tables())
                .extracting(TableComparison::verdict)
                .containsExactly(Verdict.NOT_VERIFIED, Verdict.EQUAL);
    }

    @Test
    @PostgresPair(source = 13, target = 18)
    void readsASourceThatCannotSplitItsFiles(TwoPostgres servers) {
        onBoth(
                servers,
                "CREATE TABLE item (id int PRIMARY KEY, v text)",
                "INSERT INTO item SELECT g, repeat('x', 300) FROM generate_series(1, 60000) g");

        assertThat(frozen(servers, "item"))
                .isEqualTo(new TableComparison(
                        QualifiedName.of("public", "item"),
                        OptionalLong.of(60_000),
                        OptionalLong.of(60_000),
                        Verdict.EQUAL,
                        ""));
    }

    @Test
    void goesOnWithAComparisonThatWasBrokenOff(TwoPostgres servers) {
        onBoth(servers, "CREATE TABLE first (id int PRIMARY KEY)", "CREATE TABLE second (id int PRIMARY KEY)");
        RecordingContext context = servers.context();
        context.report(new ComparisonBegun(Instant.now(), true));
        TableComparison earlier = TableVerdict.equal(QualifiedName.of("public", "first"), Tally.NONE);
        context.report(new TableCompared(Instant.now(), earlier));

        List<TableComparison> tables = RowComparison.whileFrozen(context).tables();

        assertThat(tables).hasSize(2).contains(earlier);
        assertThat(context.events(TableCompared.class)).hasSize(2);
        assertThat(context.statements()).noneMatch(sent -> sent.sql().contains("\"first\""));
    }

    @Test
    void goesOnWithinATableThatWasBegun(TwoPostgres servers) {
        onBoth(
                servers,
                "CREATE TABLE item (id int PRIMARY KEY, v text)",
                "INSERT INTO item SELECT g, 'v' FROM generate_series(1, 9000) g");
        onTarget(servers, "UPDATE item SET v = 'w' WHERE id IN (5, 7, 8500)");
        RecordingContext context = servers.context();
        context.report(new ComparisonBegun(Instant.now(), false));
        context.report(new PartCompared(Instant.now(), part(List.of("4000"), 4_000, List.of())));
        // Of the rows 5 and 7 only the latter was found to differ when they were looked at.
        context.report(new PartCompared(Instant.now(), part(List.of("6000"), 2_000, List.of(List.of("7")))));

        TableComparison compared = RowComparison.whileWritesGoOn(context, CaughtUp.AT_ONCE)
                .tables()
                .get(0);

        assertThat(compared)
                .isEqualTo(new TableComparison(
                        QualifiedName.of("public", "item"),
                        OptionalLong.of(9_000),
                        OptionalLong.of(9_000),
                        Verdict.DIFFERS,
                        "2 rows with other values",
                        new RowDifferences(
                                List.of(new Identifier("id")),
                                List.of(
                                        new RowDifference(List.of("7"), CHANGED, List.of(V)),
                                        new RowDifference(List.of("8500"), CHANGED, List.of(V))),
                                true)));
        assertThat(context.state().unfinishedComparison().orElseThrow().parts()).isEmpty();
    }

    @Test
    void tellsHowFarItCameSoThatItCanGoOnFromThere(TwoPostgres servers) {
        onBoth(
                servers,
                "CREATE TABLE item (id int PRIMARY KEY, v text)",
                "INSERT INTO item SELECT g, 'v' FROM generate_series(1, 9000) g");
        onTarget(servers, "UPDATE item SET v = 'w' WHERE id = 7", "DELETE FROM item WHERE id = 1");
        RecordingContext context = servers.context();
        Ground ground = Ground.explore(context);
        KeyedComparison keyed = new KeyedComparison(
                context,
                ground.table(QualifiedName.of("public", "item")),
                ground.form(),
                CaughtUp.AT_ONCE,
                1,
                Optional.empty());
        List<ComparedPart> told = new ArrayList<>();

        servers.sourceDatabase()
                .useSession(source -> servers.targetDatabase().useSession(target -> {
                    ground.prepare(source);
                    ground.prepare(target);
                    keyed.goOn(
                            new TwoSessions(source, target, Runnable::run),
                            rows -> keyed.news().ifPresent(told::add));
                }));

        ComparedPart first = told.get(0);
        assertThat(first).isEqualTo(part(List.of("2000"), 2_000, List.of(List.of("1"), List.of("7")), 1_999));
        assertThat(told.stream().mapToLong(ComparedPart::sourceRows).sum()).isBetween(2_000L, 9_000L);
        assertThat(told.stream().skip(1).flatMap(part -> part.suspects().stream()))
                .isEmpty();
    }

    private static ComparedPart part(List<String> upTo, long rows, List<List<String>> suspects) {
        return part(upTo, rows, suspects, rows);
    }

    private static ComparedPart part(List<String> upTo, long rows, List<List<String>> suspects, long targetRows) {
        return new ComparedPart(
                QualifiedName.of("public", "item"),
                List.of(new Identifier("id")),
                upTo,
                rows,
                targetRows,
                suspects,
                true);
    }

    private static List<Kind> kinds(RowDifferences differences) {
        return differences.rows().stream().map(RowDifference::kind).toList();
    }

    private static TableComparison frozen(TwoPostgres servers, String table) {
        return RowComparison.whileFrozen(servers.context()).tables().stream()
                .filter(compared -> compared.table().name().name().equals(table))
                .findFirst()
                .orElseThrow();
    }

    private static void onBoth(TwoPostgres servers, String... statements) {
        Stream.of(servers.sourceDatabase(), servers.targetDatabase())
                .forEach(database -> database.useSession(session -> run(session, statements)));
    }

    private static void onSource(TwoPostgres servers, String... statements) {
        servers.sourceDatabase().useSession(session -> run(session, statements));
    }

    private static void onTarget(TwoPostgres servers, String... statements) {
        servers.targetDatabase().useSession(session -> run(session, statements));
    }

    private static void run(Session session, String... statements) {
        List.of(statements).forEach(session::execute);
    }
}
