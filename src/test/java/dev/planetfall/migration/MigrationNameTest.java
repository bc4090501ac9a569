package dev.planetfall.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MigrationNameTest {
    @Test
    void isOneLineWithoutBlanksAround() {
        assertThat(new MigrationName("  Shop ").text()).isEqualTo("Shop");
        assertThatThrownBy(() -> new MigrationName(" \t ")).hasMessage("A migration needs a name.");
        assertThatThrownBy(() -> new MigrationName("a\nb")).hasMessage("A migration's name is one line of plain text.");
        assertThatThrownBy(() -> new MigrationName("x".repeat(101)))
                .hasMessage("A migration's name has at most 100 characters.");
    }

    @Test
    void tellsACopyFromWhatItIsACopyOf() {
        assertThat(new MigrationName("Shop").ofCopy().text()).isEqualTo("Shop (copy)");
        assertThat(new MigrationName("x".repeat(100)).ofCopy().text()).isEqualTo("x".repeat(93) + " (copy)");
    }
}
