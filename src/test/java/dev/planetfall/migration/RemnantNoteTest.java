package dev.planetfall.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RemnantNoteTest {
    @Test
    void putsTheCodesOfQueriesIntoWords() {
        assertThat(Stream.of("", "DISABLED", "ORPHANED", "WHOLE", "KEEPS 0", "KEEPS 327155712")
                        .map(RemnantNote::of))
                .containsExactly(
                        "",
                        ", disabled",
                        ", of a subscription that is gone",
                        ", with everything in it",
                        ", keeps 0 bytes of log",
                        ", keeps 312 MB of log");
        assertThatThrownBy(() -> RemnantNote.of("LOST")).hasMessage("Unknown note: LOST");
    }
}
