package dev.planetfall.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planetfall.migration.MigrationEvent.PlanDecided;
import dev.planetfall.migration.MigrationLibrary.Summary;
import dev.planetfall.migration.MigrationName;
import dev.planetfall.migration.MigrationPlan;
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
