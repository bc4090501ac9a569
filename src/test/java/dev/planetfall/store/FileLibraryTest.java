package dev.planetfall.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planetfall.migration.CutoverEvent.FreezeBegun;
import dev.planetfall.migration.Failure;
import dev.planetfall.migration.Journal;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationEvent.PhaseEnded;
import dev.planetfall.migration.MigrationEvent.PhaseStarted;
import dev.planetfall.migration.MigrationEvent.PlanDecided;
import dev.planetfall.migration.MigrationEvent.SchemaChoiceMade;
import dev.planetfall.migration.MigrationEvent.SchemaObjectApplied;
import dev.planetfall.migration.MigrationEvent.StepFailed;
import dev.planetfall.migration.MigrationEvent.StepStarted;
import dev.planetfall.migration.MigrationLibrary;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.SchemaChoice;
import dev.planetfall.migration.SchemaKey;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.migration.StepStatus;
import dev.planetfall.migration.WayBackEvent.RollBackEnded;
import dev.planetfall.migration.WayBackEvent.RollBackStarted;
import dev.planetfall.migration.WayBackEvent.RolledBack;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Password;
import dev.planetfall.postgres.SslMode;
import dev.planetfall.testing.ExampleRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLibraryTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final MigrationEvent STARTED = new PhaseStarted(NOW, Phase.CHECK);
    private static final MigrationEvent ENDED = new PhaseEnded(NOW.plusSeconds(1), Phase.CHECK, PhaseStatus.DONE);

    @TempDir
    Path folder;

    private FileLibrary library;

    @BeforeEach
    void openLibrary() {
        library = new FileLibrary(folder, CLOCK);
    }

    @AfterEach
    void closeLibrary() {
        library.close();
    }

    @Test
    void replaysWhatWasAppended() {
        append("one", STARTED, ENDED);

        assertThat(library.replay("one")).isEqualTo(stateAfter(STARTED, ENDED));
    }

    @Test
    void writesNoPasswordThatStandsInATextOfAPerson() throws IOException {
        String pasted = "postgresql://ada:hunter2@db/store";
        MigrationPlan example = ExampleRecords.of(MigrationPlan.class).withoutPasswords();
        ConnectionSettings source = example.source().withTls(SslMode.DISABLE, Optional.of(Path.of(pasted)));
        MigrationPlan plan = PlanBuilder.from(example)
                .name(pasted)
                .source(source)
                .ignoredWriters(List.of("cron", pasted))
                .build()
                .orElseThrow();
        SchemaKey view = new SchemaKey("VIEW", "public.v");
        append(
                "one",
                new PlanDecided(NOW, plan),
                new SchemaChoiceMade(NOW, new SchemaChoice(view, "SELECT 1", pasted)),
                new StepFailed(NOW, "connect", new Failure("password=hunter2 is wrong.", pasted)));

        assertThat(journalOf("one")).content().doesNotContain("hunter2").contains(Password.MASK);
        MigrationPlan read = library.replay("one").plan().orElseThrow();
        String masked = "postgresql://ada:" + Password.MASK + "@db/store";
        assertThat(read.name()).isEqualTo(masked);
        assertThat(read.ignoredWriters()).isEqualTo(List.of("cron", masked));
        assertThat(read.source().lacksRootCert()).isTrue();
    }

    /** It is run again as it stands. */
    @Test
    void keepsTheSqlOfAPersonToTheLetter() {
        SchemaChoice choice = new SchemaChoice(
                new SchemaKey("FUNCTION", "public.f()"), "SELECT 'password=x'; SELECT 'http://%s:%s@h'", "");
        append("one", new SchemaChoiceMade(NOW, choice));

        assertThat(library.replay("one").choice(choice.object())).isEqualTo(choice);
    }

    @Test
    void goesOnWithTheJournalOfAnEarlierRun() throws IOException {
        append("one", STARTED);
        closeLibrary();
        openLibrary();

        append("one", ENDED);

        assertThat(library.replay("one")).isEqualTo(stateAfter(STARTED, ENDED));
        assertThat(Files.readAllLines(journalOf("one"))).hasSize(3);
    }

    @Test
    void writesAVersionedFirstLine() throws IOException {
        append("one", STARTED);

        assertThat(Files.readAllLines(journalOf("one")).get(0))
                .isEqualTo("{\"journalFormat\":1,\"writtenByVersion\":\"development\",\"migrationId\":\"one\","
                        + "\"createdAt\":\"2026-03-01T12:00:00Z\"}");
    }

    @Test
    void keepsEveryPasswordOutOfTheFile() throws IOException {
        append("one", ExampleRecords.of(PlanDecided.class));

        assertThat(Files.readString(journalOf("one"))).doesNotContain("hunter2");
    }

    @Test
    void letsOnlyTheOwnerReadTheJournal() throws IOException {
        append("one", STARTED);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(journalOf("one"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("one"))))
                .isEqualTo("rwx------");
    }

    @Test
    void ignoresATornLastLineAndCutsItOffBeforeTheNextAppend() throws IOException {
        append("one", STARTED);
        closeLibrary();
        write("one", "{\"event\":\"PhaseEnded\",\"at\":\"2026-");
        openLibrary();

        assertThat(library.replay("one")).isEqualTo(library.replay("one"));
        assertThat(library.list()).extracting(MigrationLibrary.Summary::id).containsExactly("one");
        append("one", ENDED);

        assertThat(library.replay("one")).isEqualTo(stateAfter(STARTED, ENDED));
        assertThat(Files.readAllLines(journalOf("one"))).hasSize(3);
    }

    @Test
    void ignoresALastLineWhoseMiddleWasLost() throws IOException {
        append("one", STARTED, ENDED);
        closeLibrary();
        write("one", "\0\0\0\0\0\"}\n");

        assertThat(library.replay("one")).isEqualTo(stateAfter(STARTED, ENDED));
    }

    @Test
    void leavesAJournalOfANewerFormatWhereItIs() throws IOException {
        Files.createDirectories(folder.resolve("one"));
        Files.writeString(journalOf("one"), "{\"journalFormat\":2,\"writtenByVersion\":\"7.0\"}\n{\"x\":1}\n");

        assertThat(library.list()).isEmpty();
        assertThatThrownBy(() -> library.replay("one"))
                .hasMessage("Migration one cannot be opened. It was written by version 7.0 of Planetfall, "
                        + "which is newer than this one.");
        assertThatThrownBy(() -> library.journal("one")).isInstanceOf(StoreException.class);
        assertThat(journalOf("one")).exists();
    }

    @Test
    void readsAFileOfAnOlderProgram() throws IOException {
        Files.createDirectories(folder.resolve("one"));
        Files.writeString(journalOf("one"), """
                {"journalFormat":1}
                {"event":"PhaseStarted","at":"2026-03-01T12:00:00Z","phase":"CHECK"}
                {"event":"Forgotten","at":"2026-03-01T12:00:00Z"}
                {"event":"PhaseEnded","at":"2026-03-01T12:00:01Z","phase":"CHECK","status":"DONE"}
                """);

        assertThat(library.replay("one")).isEqualTo(stateAfter(STARTED, ENDED));
    }

    @Test
    void refusesASecondOpener() {
        append("one", STARTED);
        try (FileLibrary other = new FileLibrary(folder, CLOCK)) {
            assertThatThrownBy(() -> other.journal("one"))
                    .isInstanceOf(StoreException.class)
                    .hasMessage(
                            "Migration one is open in another window or command of Planetfall. Close that one first.");
            assertThatThrownBy(() -> other.delete("one")).isInstanceOf(StoreException.class);
            assertThat(other.list()).extracting(MigrationLibrary.Summary::id).containsExactly("one");

            library.close();

            other.journal("one").append(ENDED);
        }
    }

    @Test
    void givesTheSameJournalWhenAMigrationIsOpenedAgain() {
        assertThat(library.journal("one")).isSameAs(library.journal("one"));
    }

    @Test
    void leavesNoTraceOfAMigrationThatWasNeverDecided() {
        library.journal("one");

        assertThat(folder).isEmptyDirectory();
        assertThat(library.list()).isEmpty();
    }

    @Test
    void listsTheNewestFirst() {
        append("b", new FreezeBegun(NOW));
        append("c", new FreezeBegun(NOW.minusSeconds(60)));
        append("a", new FreezeBegun(NOW.plusSeconds(60)));

        assertThat(library.list()).extracting(MigrationLibrary.Summary::id).containsExactly("a", "b", "c");
    }

    @Test
    void showsARollBackDuringWhichTheProgramDiedAsStopped() {
        Journal journal = library.journal("m1");
        journal.append(new RollBackStarted(NOW));
        library.close();

        assertThat(library.replay("m1").wayBack().rollingBack()).isEqualTo(PhaseStatus.CANCELLED);
    }

    @Test
    void remembersThatTheSourceWasHandedBackButNothingAfterThat() {
        Journal journal = library.journal("m1");
        journal.append(new RollBackStarted(NOW));
        journal.append(new RolledBack(NOW));
        library.close();
        MigrationState killed = library.replay("m1");

        assertThat(killed.wayBack().isHandedBackOnly()).isTrue();
        assertThat(killed.after(new RollBackEnded(NOW, PhaseStatus.DONE))
                        .wayBack()
                        .isHandedBackOnly())
                .isFalse();
    }

    @Test
    void showsWhatWasRunningWhenTheProgramDiedAsStopped() {
        append("one", STARTED, new StepStarted(NOW, "measure-disk"));

        MigrationState state = library.replay("one");

        assertThat(state.status(Phase.CHECK)).isEqualTo(PhaseStatus.CANCELLED);
        assertThat(state.step("measure-disk").status()).isEqualTo(StepStatus.CANCELLED);
        assertThat(state.changedAt()).contains(NOW);
    }

    @Test
    void forgetsADeletedMigration() {
        append("one", STARTED);

        library.delete("one");
        library.delete("never_was");

        assertThat(folder).isEmptyDirectory();
        assertThat(library.replay("one")).isEqualTo(MigrationState.INITIAL);
    }

    @Test
    void refusesAnIdThatLeadsElsewhere() {
        assertThatThrownBy(() -> library.delete("../precious")).isInstanceOf(IllegalArgumentException.class);
    }

    private void append(String id, MigrationEvent... events) {
        Journal journal = library.journal(id);
        List.of(events).forEach(journal::append);
    }

    @Test
    void losesOnlyWhatFollowsABlockThatNeverReachedTheDisk() throws IOException {
        append("one", STARTED);
        closeLibrary();
        write("one", "{\"event\":\"Phase\0\0\0\0\"}\n" + JournalFormat.write(ENDED) + "\n");
        openLibrary();

        assertThat(library.replay("one").isDone(Phase.CHECK)).isFalse();
        append("one", ENDED);
        assertThat(library.replay("one")).isEqualTo(stateAfter(STARTED, ENDED));
    }

    @Test
    void writesTwentyThousandObjectsWithoutWaitingForTheDiskEachTime() {
        long begun = System.nanoTime();
        MigrationEvent[] events = IntStream.range(0, 20_000)
                .mapToObj(number -> new SchemaObjectApplied(
                        STARTED.at(),
                        new SchemaOutcome("TABLE", "public.t" + number, Result.CREATED, "CREATE TABLE t ()", "")))
                .toArray(MigrationEvent[]::new);
        append("one", STARTED);
        append("one", events);
        closeLibrary();
        openLibrary();

        assertThat(library.replay("one").schema()).hasSize(20_000);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
    }

    private void write(String id, String torn) throws IOException {
        Files.writeString(journalOf(id), torn, StandardOpenOption.APPEND);
    }

    private Path journalOf(String id) {
        return folder.resolve(id).resolve("journal.jsonl");
    }

    private static MigrationState stateAfter(MigrationEvent... events) {
        return Stream.of(events).reduce(MigrationState.INITIAL, MigrationState::after, (first, second) -> second);
    }
}
