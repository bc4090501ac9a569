package dev.planetfall.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planetfall.migration.MigrationEvent.PhaseStarted;
import dev.planetfall.migration.MigrationEvent.PlanDecided;
import dev.planetfall.migration.MigrationLibrary.Summary;
import dev.planetfall.migration.MigrationName;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.testing.ExampleRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person makes of the list: names, and what is out of the way. */
class ListedMigrationsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final MigrationPlan PLAN =
            ExampleRecords.of(MigrationPlan.class).withoutPasswords();

    @TempDir
    Path folder;

    private FileLibrary library;

    @BeforeEach
    void openLibrary() {
        library = new FileLibrary(folder, CLOCK);
        library.journal("one").append(new PlanDecided(NOW, PLAN));
    }

    @AfterEach
    void closeLibrary() {
        library.close();
    }

    @Test
    void showsANewNameInTheListAndWhereverTheMigrationIsOpened() throws IOException {
        byte[] journal = Files.readAllBytes(journal());

        library.rename("one", new MigrationName("  Shop, second try "));

        assertThat(library.list())
                .extracting(summary -> summary.state().plan().orElseThrow())
                .containsExactly(PLAN.named("Shop, second try"));
        assertThat(library.replay("one").plan()).contains(PLAN.named("Shop, second try"));
        assertThat(journal()).hasBinaryContent(journal);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(listing())))
                .isEqualTo("rw-------");
    }

    @Test
    void renamesWhatAnotherProgramRuns() {
        try (FileLibrary other = new FileLibrary(folder, CLOCK)) {
            other.rename("one", new MigrationName("Shop"));
        }

        assertThat(library.replay("one").plan()).contains(PLAN.named("Shop"));
    }

    @Test
    void listsAMigrationWhoseListingIsDamaged() throws IOException {
        Files.writeString(listing(), "{\"name\":");

        assertThat(library.list()).extracting(Summary::id).containsExactly("one");
        assertThat(library.replay("one").plan()).contains(PLAN);
    }

    @Test
    void putsAMigrationOutOfTheWayAndBack() {
        library.rename("one", new MigrationName("Shop"));

        library.archive("one", true);

        assertThat(library.list())
                .containsExactly(new Summary("one", library.replay("one"), true))
                .extracting(summary -> summary.state().plan().orElseThrow().name())
                .containsExactly("Shop");
        library.archive("one", false);
        assertThat(library.list()).extracting(Summary::archived).containsExactly(false);
    }

    @Test
    void beginsAnotherMigrationByThePlanOfOneWithoutItsHistory() {
        library.journal("one").append(new PhaseStarted(NOW, Phase.CHECK));
        MigrationPlan told = ExampleRecords.of(MigrationPlan.class).named("Shop (copy)");

        Summary first = library.begin(told);
        Summary second = library.begin(told);

        assertThat(first.id()).isEqualTo("20260301_120000");
        assertThat(second.id()).isEqualTo("20260301_120000_2");
        assertThat(first.state())
                .isEqualTo(MigrationState.INITIAL.after(new PlanDecided(NOW, told.asTemplate("20260301_120000"))));
        assertThat(first.state().plan().orElseThrow())
                .returns(0L, MigrationPlan::diskConfirmedGigabytes)
                .returns(told.scope(), MigrationPlan::scope)
                .returns(told.method(), MigrationPlan::method)
                .returns(told.source().withoutPassword(), MigrationPlan::source)
                .returns(told.target().withoutPassword(), MigrationPlan::target)
                .returns(told.ignoredWriters(), MigrationPlan::ignoredWriters);
        assertThat(library.list())
                .containsExactlyInAnyOrder(first, second, new Summary("one", library.replay("one"), false));
        try (FileLibrary other = new FileLibrary(folder, CLOCK)) {
            other.journal(first.id()).append(new PhaseStarted(NOW, Phase.CHECK));
        }
    }

    @Test
    void refusesToListWhatIsNotThere() {
        assertThatThrownBy(() -> library.rename("two", new MigrationName("Shop")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(folder.resolve("two").toString());
        assertThat(folder.resolve("two")).doesNotExist();
    }

    private Path journal() {
        return folder.resolve("one").resolve("journal.jsonl");
    }

    private Path listing() {
        return folder.resolve("one").resolve("listing.json");
    }
}
