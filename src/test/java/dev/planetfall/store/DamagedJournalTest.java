package dev.planetfall.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planetfall.migration.CleanUpEvent.ServersSearched;
import dev.planetfall.migration.CutoverEvent.FreezeBegun;
import dev.planetfall.migration.Journal;
import dev.planetfall.migration.JournalDamage;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationEvent.JournalDamaged;
import dev.planetfall.migration.MigrationEvent.PhaseEnded;
import dev.planetfall.migration.MigrationEvent.PhaseStarted;
import dev.planetfall.migration.MigrationEvent.PlanDecided;
import dev.planetfall.migration.MigrationLibrary.Summary;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.Remnants;
import dev.planetfall.migration.SearchedServer;
import dev.planetfall.migration.Side;
import dev.planetfall.testing.ExampleRecords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Journals in which a stranger, a disk or an editor replaced lines that were whole. */
class DamagedJournalTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String RUBBISH = "not a line of a journal";
    private static final MigrationPlan PLAN = PlanBuilder.from(
                    ExampleRecords.of(MigrationPlan.class).asTemplate("one"))
            .method(Method.LOGICAL_REPLICATION)
            .build()
            .orElseThrow();
    /** A migration that replicates, with its slot on the source. */
    private static final List<MigrationEvent> REPLICATING = List.of(
            new PlanDecided(NOW, PLAN),
            new PhaseStarted(NOW.plusSeconds(1), Phase.SCHEMA),
            new PhaseEnded(NOW.plusSeconds(2), Phase.SCHEMA, PhaseStatus.DONE),
            new PhaseStarted(NOW.plusSeconds(3), Phase.REPLICATE),
            new PhaseEnded(NOW.plusSeconds(4), Phase.REPLICATE, PhaseStatus.DONE));

    @TempDir
    Path folder;

    private FileLibrary library;

    @BeforeEach
    void keepAReplicatingMigration() {
        library = new FileLibrary(folder, CLOCK);
        Journal journal = library.journal("one");
        REPLICATING.forEach(journal::append);
        library.close();
    }

    @AfterEach
    void closeLibrary() {
        library.close();
    }

    @Test
    void listsAMigrationInSpiteOfADamagedLineAndChangesNoFile() throws IOException {
        replaceLine(3, RUBBISH);
        Map<String, String> before = files();

        List<Summary> listed = library.list();

        assertThat(files()).isEqualTo(before);
        assertThat(library.list()).isEqualTo(listed);
        assertThat(listed).extracting(Summary::id).containsExactly("one");
        MigrationState state = listed.get(0).state();
        assertThat(state.plan()).contains(PLAN);
        assertThat(state.mayHoldSlot()).isTrue();
        assertThat(state.damage().orElseThrow().sentence()).isEqualTo("1 line of its journal cannot be read.");
    }

    @Test
    void keepsTheDamagedFileAsACopyBeforeAnythingIsAppendedAndGoesOnWithAReadableOne() throws IOException {
        replaceLine(3, RUBBISH);
        String damaged = Files.readString(journal());
        MigrationState listed = library.replay("one");
        MigrationEvent next = new PhaseStarted(NOW.plusSeconds(9), Phase.VERIFY);

        library.journal("one").append(next);

        assertThat(copies()).isEqualTo(Map.of(copyTold(listed), damaged));
        List<String> lines = damaged.lines().toList();
        assertThat(Files.readAllLines(journal()))
                .containsExactly(
                        lines.get(0),
                        lines.get(1),
                        JournalFormat.write(new JournalDamaged(NOW, new JournalDamage(1, List.of(copyTold(listed))))),
                        lines.get(3),
                        lines.get(4),
                        lines.get(5),
                        JournalFormat.write(next));
        library.close();
        assertThat(library.replay("one").damage()).isEqualTo(listed.damage());
    }

    @Test
    void findsTheSameStateWhenItIsOpenedAgainAndKeepsNoSecondCopy() throws IOException {
        replaceLine(3, RUBBISH);
        MigrationState listed = library.replay("one");

        library.journal("one");
        library.close();
        Map<String, String> once = files();
        library.journal("one");
        library.close();

        assertThat(files()).isEqualTo(once);
        assertThat(library.replay("one")).isEqualTo(listed);
    }

    @Test
    void mendsAJournalWhoseMendingACrashBrokeOffBehindTheCopy() throws IOException {
        replaceLine(3, RUBBISH);
        String damaged = Files.readString(journal());
        library.journal("one");
        library.close();
        Map<String, String> mended = files();

        Files.writeString(journal(), damaged);
        library.journal("one");
        library.close();

        assertThat(files()).isEqualTo(mended);
    }

    @Test
    void takesACrashAnywhereInTheMendedJournalForATornLine() throws IOException {
        replaceLine(3, RUBBISH);
        library.journal("one");
        library.close();
        byte[] mended = Files.readAllBytes(journal());
        int firstLine = new String(mended, StandardCharsets.UTF_8).indexOf('\n') + 1;

        for (int length = firstLine; length <= mended.length; length += 5) {
            Files.write(journal(), Arrays.copyOf(mended, length));
            MigrationState torn = library.replay("one");
            library.journal("one");
            library.close();
            assertThat(library.replay("one")).isEqualTo(torn);
        }
        assertThat(copies()).hasSize(1);
    }

    @Test
    void foldsAJournalWithAnyLineLeftOut() throws IOException {
        List<String> sample = sample();
        for (int left = 0; left < sample.size(); left++) {
            List<String> lines = new ArrayList<>(sample);
            lines.remove(left);
            Files.write(journal(), lines);

            MigrationState state = library.replay("one");

            // Only a missing first line can be told from one that never was; and none of the others is lost with it.
            assertThat(state.damage().map(JournalDamage::lines).orElse(0))
                    .as(sample.get(left))
                    .isEqualTo(left == 0 ? 1 : 0);
        }
    }

    @Test
    void losesOfAnyDamagedLineOnlyThatOne() throws IOException {
        List<String> sample = sample();
        List<String> otherRubbish = List.of("", "{", "[]", "{}", "7", "{\"event\":\"PhaseEnded\"}");
        for (int damaged = 0; damaged < sample.size(); damaged++) {
            for (String rubbish : List.of(RUBBISH, otherRubbish.get(damaged % otherRubbish.size()))) {
                List<String> lines = new ArrayList<>(sample);
                lines.set(damaged, rubbish);
                Files.write(journal(), lines);
                MigrationState listed = library.replay("one");

                library.journal("one");
                library.close();

                String what = rubbish + " instead of " + sample.get(damaged);
                assertThat(listed.damage().map(JournalDamage::lines)).as(what).contains(1);
                assertThat(library.replay("one")).as(what).isEqualTo(listed);
                assertThat(Files.readAllLines(journal())).as(what).hasSize(lines(damaged, sample));
            }
        }
    }

    /** A first line that was lost is written anew, and what tells of the loss follows it. */
    private static int lines(int damaged, List<String> sample) {
        return damaged == 0 ? sample.size() + 1 : sample.size();
    }

    @Test
    void doesNotTakeAHoleInTheMiddleForTheEnd() throws IOException {
        replaceLine(2, "\0\0\0\0\0\0\"}");

        assertThat(library.replay("one").status(Phase.REPLICATE)).isEqualTo(PhaseStatus.DONE);
        assertThat(library.replay("one").damage()).isPresent();
    }

    @Test
    void tellsNeighbouringLinesAsOneLossAndOthersToo() throws IOException {
        replaceLine(2, RUBBISH + "\n" + RUBBISH);
        replaceLine(6, RUBBISH);

        assertThat(library.replay("one").damage().orElseThrow().sentence())
                .isEqualTo("3 lines of its journal cannot be read.");
        library.journal("one");
        assertThat(library.replay("one").damage().orElseThrow().lines()).isEqualTo(3);
        assertThat(copies()).hasSize(1);
    }

    @Test
    void keepsBothFilesWhenAMendedJournalIsDamagedOnceMore() throws IOException {
        replaceLine(3, RUBBISH);
        library.journal("one");
        library.close();
        replaceLine(4, RUBBISH);

        library.journal("one");

        assertThat(library.replay("one").damage().orElseThrow())
                .returns(2, JournalDamage::lines)
                .returns(
                        copies().keySet().stream().sorted().toList(),
                        damage -> damage.copies().stream().sorted().toList());
        assertThat(copies()).hasSize(2);
    }

    @Test
    void mayHaveLeftSomethingOnTheServersUntilBothWereSearched() throws IOException {
        replaceLine(5, RUBBISH);
        replaceLine(6, RUBBISH);
        MigrationState state = library.replay("one");
        assertThat(state.status(Phase.REPLICATE)).isEqualTo(PhaseStatus.NOT_STARTED);
        assertThat(state.isUnderWay()).isTrue();

        library.journal("one")
                .append(new ServersSearched(
                        NOW.plusSeconds(9), new Remnants(nothingOn(Side.SOURCE), nothingOn(Side.TARGET))));

        assertThat(library.replay("one").isUnderWay()).isFalse();
        assertThat(library.replay("one").damage()).isEmpty();
    }

    @Test
    void listsAMigrationOfWhichNoLineIsLeftAndDeletesItWithItsCopy() throws IOException {
        Files.writeString(journal(), RUBBISH);
        assertThat(library.list()).extracting(Summary::id).containsExactly("one");
        assertThat(library.replay("one").plan()).isEmpty();
        MigrationState listed = library.replay("one");

        library.journal("one");
        library.close();

        assertThat(library.replay("one")).isEqualTo(listed);
        assertThat(copies()).isEqualTo(Map.of(copyTold(listed), RUBBISH));
        library.delete("one");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void takesAFirstLineThatACrashToreForNothing() throws IOException {
        Files.writeString(journal(), "{\"journalFormat\":1,\"writ");

        assertThat(library.list()).isEmpty();
    }

    @Test
    void tellsNoLineOfADamagedJournalInDiagnostics() throws IOException {
        replaceLine(3, RUBBISH);

        assertThatThrownBy(() -> library.files().diagnostics("one")).isInstanceOf(StoreException.class);
    }

    private static SearchedServer nothingOn(Side side) {
        return new SearchedServer(side, Optional.empty(), List.of());
    }

    /** Every kind of event there is, and the life of a migration. */
    @SuppressWarnings("unchecked")
    private static List<String> sample() {
        Stream<MigrationEvent> every = MigrationEvent.kinds()
                .map(kind -> (Class<? extends MigrationEvent>) kind)
                .filter(kind -> kind != JournalDamaged.class && kind != ServersSearched.class)
                .map(ExampleRecords::of);
        List<String> lines = new ArrayList<>();
        lines.add(JournalFormat.write(new JournalFormat.Header(JournalFormat.VERSION, "test", "one", NOW)));
        Stream.of(REPLICATING.stream(), Stream.of(new FreezeBegun(NOW)), every, REPLICATING.stream())
                .flatMap(events -> events)
                .map(JournalFormat::write)
                .forEach(lines::add);
        return lines;
    }

    /** @param number from 1, the line that makes it a journal */
    private void replaceLine(int number, String text) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(journal()));
        lines.set(number - 1, text);
        Files.write(journal(), lines);
    }

    private static String copyTold(MigrationState state) {
        return state.damage().orElseThrow().copies().get(0);
    }

    private Map<String, String> copies() throws IOException {
        Map<String, String> copies = files();
        copies.keySet().removeIf(name -> !name.contains(".damaged-"));
        return copies;
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder.resolve("one"))) {
            for (Path file : files.toList()) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return texts;
    }

    private Path journal() {
        return folder.resolve("one").resolve("journal.jsonl");
    }
}
