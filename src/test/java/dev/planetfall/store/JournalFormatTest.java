package dev.planetfall.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationEvent.FindingReported;
import dev.planetfall.migration.MigrationEvent.PhaseStarted;
import dev.planetfall.migration.MigrationEvent.PlanDecided;
import dev.planetfall.migration.MigrationEvent.SchemaObjectApplied;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.ReplicationEvent.ReplicationMeasured;
import dev.planetfall.migration.ReplicationEvent.SchemaDriftFound;
import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.migration.SchemaDrift;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.Severity;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.SslMode;
import dev.planetfall.testing.ExampleRecords;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JournalFormatTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    @SuppressWarnings("unchecked")
    static Stream<Class<? extends MigrationEvent>> everyEvent() {
        return MigrationEvent.kinds().map(type -> (Class<? extends MigrationEvent>) type);
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void readsBackEveryEventAsItWas(Class<? extends MigrationEvent> type) {
        MigrationEvent event = ExampleRecords.of(type);

        assertThat(JournalFormat.read(JournalFormat.write(event))).contains(withoutPasswords(event));
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void writesEveryEventOnOneLineWithoutPassword(Class<? extends MigrationEvent> type) {
        String line = JournalFormat.write(ExampleRecords.of(type));

        assertThat(line)
                .doesNotContain("\n")
                .doesNotContain("hunter2")
                .doesNotContainIgnoringCase("password")
                .startsWith("{\"event\":\"" + type.getSimpleName() + "\",\"at\":\"2026-03-01T12:30:15.123456789Z\"");
    }

    /** So that two journals of the same choice are the same. */
    @Test
    void writesTheScopeInTheOrderOfItsNames() {
        MigrationPlan example = ExampleRecords.of(MigrationPlan.class);
        Set<Identifier> schemas =
                Stream.of("m", "b", "z", "a", "k", "c").map(Identifier::new).collect(Collectors.toSet());
        Set<QualifiedName> tables =
                Set.of(QualifiedName.of("s", "y"), QualifiedName.of("s", "d"), QualifiedName.of("r", "z"));
        MigrationPlan plan = PlanBuilder.from(example)
                .scope(new Scope(schemas, tables))
                .build()
                .orElseThrow();

        assertThat(JournalFormat.write(new PlanDecided(Instant.EPOCH, plan)))
                .contains(
                        "\"scope\":{\"excludedSchemas\":[\"a\",\"b\",\"c\",\"k\",\"m\",\"z\"],\"excludedTables\":["
                                + "{\"schema\":\"r\",\"name\":\"z\"},{\"schema\":\"s\",\"name\":\"d\"},{\"schema\":\"s\",\"name\":\"y\"}]");
    }

    @Test
    void writesNamesAsText() {
        assertThat(JournalFormat.write(new PhaseStarted(AT, Phase.CUTOVER)))
                .isEqualTo("{\"event\":\"PhaseStarted\",\"at\":\"2026-03-01T12:00:00Z\",\"phase\":\"CUTOVER\"}");
    }

    @Test
    void passesOverPropertiesOfNewerPrograms() {
        String line =
                "{\"event\":\"PhaseStarted\",\"colour\":{\"a\":[1]},\"at\":\"2026-03-01T12:00:00Z\",\"phase\":\"CHECK\"}";

        assertThat(JournalFormat.read(line)).contains(new PhaseStarted(AT, Phase.CHECK));
    }

    @Test
    void passesOverEventsOfNewerPrograms() {
        assertThat(JournalFormat.read("{\"event\":\"ShipLanded\",\"at\":\"2026-03-01T12:00:00Z\",\"moon\":{}}"))
                .isEmpty();
    }

    @Test
    void fillsWhatOlderProgramsDidNotWrite() {
        String line = "{\"event\":\"FindingReported\",\"at\":\"2026-03-01T12:00:00Z\",\"finding\":"
                + "{\"checkId\":\"rls\",\"severity\":\"NOTE\",\"sentence\":\"So it is.\"}}";

        assertThat(JournalFormat.read(line))
                .contains(new FindingReported(
                        AT, new Finding("rls", Severity.NOTE, "So it is.", "", List.of(), Optional.empty())));
    }

    @Test
    void readsWhatOlderProgramsWroteOfTheSchema() {
        String line =
                "{\"event\":\"SchemaObjectApplied\",\"at\":\"2026-03-01T12:00:00Z\",\"outcome\":{\"kind\":\"TABLE\","
                        + "\"name\":\"public.t\",\"result\":\"ALREADY_THERE\",\"sql\":\"CREATE TABLE t ()\",\"message\":\"\"}}";

        assertThat(JournalFormat.read(line))
                .contains(new SchemaObjectApplied(
                        AT, new SchemaOutcome("TABLE", "public.t", Result.ALREADY_THERE, "CREATE TABLE t ()", "")));
    }

    @Test
    void readsADriftOfOlderProgramsWithoutStatements() {
        String line = "{\"event\":\"SchemaDriftFound\",\"at\":\"2026-03-01T12:00:00Z\",\"drift\":"
                + "{\"missing\":[\"table public.t\"],\"differing\":[],\"surplus\":[]}}";

        assertThat(JournalFormat.read(line))
                .contains(new SchemaDriftFound(AT, new SchemaDrift(List.of("table public.t"), List.of(), List.of())));
    }

    @Test
    void readsWhatOlderProgramsMeasured() {
        String line = "{\"event\":\"ReplicationMeasured\",\"at\":\"2026-03-01T12:00:00Z\",\"status\":{\"at\":"
                + "\"2026-03-01T12:00:00Z\",\"tables\":[],\"walKept\":7,\"applyErrors\":0,\"copyErrors\":0,\"enabled\":true}}";

        assertThat(JournalFormat.read(line))
                .contains(new ReplicationMeasured(
                        AT,
                        new ReplicationStatus(
                                AT,
                                List.of(),
                                OptionalLong.empty(),
                                Optional.empty(),
                                7,
                                OptionalLong.empty(),
                                Optional.empty(),
                                OptionalLong.empty(),
                                0,
                                0,
                                true,
                                Optional.empty(),
                                Optional.empty())));
    }

    @Test
    void readsSettingsWithoutAnyPasswordEvenWhenAFileHasOne() {
        String line = "{\"event\":\"PlanDecided\",\"at\":\"2026-03-01T12:00:00Z\",\"plan\":{\"id\":\"m\",\"source\":"
                + "{\"host\":\"db\",\"port\":5432,\"database\":\"store\",\"user\":\"ada\",\"password\":\"hunter2\","
                + "\"sslMode\":\"REQUIRE\"}}}";

        assertThat(JournalFormat.read(line))
                .map(event -> ((PlanDecided) event).plan().source())
                .contains(settings());
    }

    @Test
    void refusesALineThatIsNoEvent() {
        assertThatThrownBy(() -> JournalFormat.read("{\"event\":\"PhaseStarted\",\"at\":\"20"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JournalFormat.read("hello")).isInstanceOf(IllegalArgumentException.class);
    }

    private static ConnectionSettings settings() {
        return new ConnectionSettings(
                "db", 5432, "store", "ada", dev.planetfall.postgres.Password.NONE, SslMode.REQUIRE, Optional.empty());
    }

    private static MigrationEvent withoutPasswords(MigrationEvent event) {
        if (event instanceof PlanDecided decided) {
            MigrationPlan plan = decided.plan().withoutPasswords();
            return new PlanDecided(decided.at(), plan);
        }
        return event;
    }
}
