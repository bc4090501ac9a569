package dev.planetfall.migration.schema;

import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every sample schema is copied twice over by what the catalogs tell, and judged by pg_dump: it must say the same of the copy as
 * of one that pg_dump made. The source is no measure for it, as a server prints some expressions in another way when it has read
 * them again. Where no pg_dump can read a server, the comparison of the two catalogs judges alone.
 */
@ExtendWith(TwoPostgresExtension.class)
class SchemaOraclePostgresTest {
    @ParameterizedTest
    @MethodSource("knownTo13")
    @PostgresPair(source = 13, target = 18)
    void carriesFromTheOldestToTheNewest(SampleSchema schema, TwoPostgres servers) {
        carries(schema, servers);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_ANY, names = "VERSION_.*")
    @PostgresPair(source = 18, target = 18)
    void carriesWhatLaterVersionsBrought(SampleSchema schema, TwoPostgres servers) {
        carries(schema, servers);
    }

    @ParameterizedTest
    @MethodSource("knownTo18")
    @PostgresPair(source = 18, target = 18)
    @Tag("matrix")
    void carriesToTheSameVersion(SampleSchema schema, TwoPostgres servers) {
        carries(schema, servers);
    }

    @ParameterizedTest
    @MethodSource("knownTo15")
    @PostgresPair(source = 15, target = 15)
    @Tag("matrix")
    void makesWhatPgDumpMakes(SampleSchema schema, TwoPostgres servers) {
        carries(schema, servers);
    }

    @ParameterizedTest
    @MethodSource("knownTo13")
    @PostgresPair(source = 13, target = 17)
    @Tag("matrix")
    void carriesFrom13To17(SampleSchema schema, TwoPostgres servers) {
        carries(schema, servers);
    }

    @ParameterizedTest
    @MethodSource("knownTo15")
    @PostgresPair(source = 15, target = 17)
    @Tag("matrix")
    void carriesFrom15To17(SampleSchema schema, TwoPostgres servers) {
        carries(schema, servers);
    }

    @ParameterizedTest
    @MethodSource("knownTo15")
    @PostgresPair(source = 15, target = 18)
    @Tag("matrix")
    void carriesFrom15To18(SampleSchema schema, TwoPostgres servers) {
        carries(schema, servers);
    }

    @ParameterizedTest
    @MethodSource("knownTo17")
    @PostgresPair(source = 17, target = 17)
    @Tag("matrix")
    void carriesFrom17To17(SampleSchema schema, TwoPostgres servers) {
        carries(schema, servers);
    }

    @ParameterizedTest
    @MethodSource("knownTo17")
    @PostgresPair(source = 17, target = 18)
    @Tag("matrix")
    void carriesFrom17To18(SampleSchema schema, TwoPostgres servers) {
        carries(schema, servers);
    }

    @ParameterizedTest
    @MethodSource("knownTo10")
    @PostgresPair(source = 10, target = 18)
    @Tag("matrix")
    void carriesFrom10To18(SampleSchema schema, TwoPostgres servers) {
        carries(schema, servers);
    }

    @ParameterizedTest
    @MethodSource("knownTo11")
    @PostgresPair(source = 11, target = 18)
    @Tag("matrix")
    void carriesFrom11To18(SampleSchema schema, TwoPostgres servers) {
        carries(schema, servers);
    }

    @ParameterizedTest
    @MethodSource("knownTo12")
    @PostgresPair(source = 12, target = 18)
    @Tag("matrix")
    void carriesFrom12To18(SampleSchema schema, TwoPostgres servers) {
        carries(schema, servers);
    }

    static List<SampleSchema> knownTo10() {
        return SampleSchema.known(10);
    }

    static List<SampleSchema> knownTo11() {
        return SampleSchema.known(11);
    }

    static List<SampleSchema> knownTo12() {
        return SampleSchema.known(12);
    }

    static List<SampleSchema> knownTo13() {
        return SampleSchema.known(13);
    }

    static List<SampleSchema> knownTo15() {
        return SampleSchema.known(15);
    }

    static List<SampleSchema> knownTo17() {
        return SampleSchema.known(17);
    }

    static List<SampleSchema> knownTo18() {
        return SampleSchema.known(18);
    }

    private static void carries(SampleSchema schema, TwoPostgres servers) {
        schema.create(servers);
        RecordingContext context = servers.context();
        SoftAssertions softly = new SoftAssertions();
        SchemaReading reading = new CatalogSchemaReader().read(context);
        softly.assertThat(failures(SchemaApplier.apply(context, reading))).isEmpty();
        softly.assertThat(SchemaApplier.apply(context, reading))
                .filteredOn(outcome -> outcome.result() != Result.ALREADY_THERE && outcome.result() != Result.LEFT_OUT)
                .as("what is not already there")
                .isEmpty();
        softly.assertThat(SchemaComparison.of(context)).isEqualTo(new SchemaComparison(List.of(), List.of()));
        pgDump(servers).ifPresent(pgDump -> new Oracle(pgDump, servers, softly).judge(schema));
        softly.assertAll();
    }

    private static List<String> failures(List<SchemaOutcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> outcome.result().isFailure())
                .map(outcome -> outcome.kind() + " " + outcome.name() + ": " + outcome.message())
                .toList();
    }

    /** One that can read both servers. */
    private static Optional<PgDump> pgDump(TwoPostgres servers) {
        int newest = Math.max(
                servers.sourceServer().release().major(),
                servers.targetServer().release().major());
        return PgDump.newest().filter(found -> found.major() >= newest);
    }

    /** What pg_dump says. */
    private record Oracle(PgDump pgDump, TwoPostgres servers, SoftAssertions softly) {
        void judge(SampleSchema schema) {
            Map<String, List<String>> copy = objects(servers.targetSettings());
            if (schema == SampleSchema.NOT_CARRIED) {
                return;
            }
            softly.assertThat(differences(copy, copyByPgDump()))
                    .as("copy by the catalogs, then by pg_dump")
                    .isEmpty();
        }

        /** Only what differs, so that a failure can be read. */
        private static List<String> differences(Map<String, List<String>> one, Map<String, List<String>> other) {
            Set<String> names = new TreeSet<>(one.keySet());
            names.addAll(other.keySet());
            return names.stream()
                    .filter(name -> !one.getOrDefault(name, List.of()).equals(other.getOrDefault(name, List.of())))
                    .map(name -> name + ": " + one.get(name) + " | " + other.get(name))
                    .toList();
        }

        private Map<String, List<String>> copyByPgDump() {
            String database = servers.plan().id() + "_by_pg_dump";
            servers.targetServer().createDatabase(database);
            try {
                ConnectionSettings second = servers.targetServer().settings(database);
                RecordingContext context = new RecordingContext(
                        PlanBuilder.from(servers.plan()).target(second).build().orElseThrow());
                softly.assertThat(
                                failures(SchemaApplier.apply(context, new PgDumpSchemaReader().read(pgDump, context))))
                        .as("what pg_dump tells")
                        .isEmpty();
                return objects(second);
            } finally {
                servers.targetServer().dropDatabase(database);
            }
        }

        private Map<String, List<String>> objects(ConnectionSettings database) {
            MigrationPlan plan =
                    PlanBuilder.from(servers.plan()).source(database).build().orElseThrow();
            Map<String, List<String>> objects = new TreeMap<>();
            new PgDumpSchemaReader()
                    .read(pgDump, new RecordingContext(plan))
                    .forEach(object -> objects.computeIfAbsent(
                                    object.kind() + " " + object.identity(), key -> new ArrayList<>())
                            .addAll(object.statements()));
            return objects;
        }
    }
}
