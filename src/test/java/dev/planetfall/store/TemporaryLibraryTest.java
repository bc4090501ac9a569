package dev.planetfall.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.CutoverEvent.FreezeBegun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TemporaryLibraryTest {
    @Test
    void leavesNothingBehind() {
        Path used = TemporaryLibrary.lend(Clock.systemUTC(), library -> {
            library.journal("one").append(new FreezeBegun(Instant.EPOCH));
            assertThat(library.list()).hasSize(1);
            return ((FileLibrary) library).folder();
        });

        assertThat(Files.exists(used)).isFalse();
    }
}
