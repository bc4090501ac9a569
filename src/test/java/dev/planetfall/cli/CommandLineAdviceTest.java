package dev.planetfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommandLineAdviceTest {
    @Test
    void namesOptionsInsteadOfPages() {
        assertThat(CommandLineAdvice.of("Run Copy rows again: it stops writes. Then cut over."))
                .isEqualTo("Run the copy again with --resume ID --from replicate: it stops writes. Then cut over.");
        assertThat(CommandLineAdvice.of("Then run Replicate again: it goes on."))
                .isEqualTo("Then run replication again with --resume ID --from replicate: it goes on.");
    }
}
