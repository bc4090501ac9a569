package dev.planetfall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** With real processes. */
class RehearsalProcessTest {
    @Test
    void saysNothingWhenTheProgramEndsWell() {
        assertThat(start(RehearsalProcess.java(), "-version")).isEmpty();
    }

    @Test
    void passesOnWhatTheProgramSaidLastWhenItFails() {
        String[] words = {
            RehearsalProcess.java(),
            "-Dplanetfall.language=en",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "demo",
            "--source-version",
            "3"
        };
        assertThat(start(words)).contains("The demo has no server of PostgreSQL 3; there are 13, 15, 17, 18.");
    }

    @Test
    void failsWhenThereIsNoSuchProgram() {
        assertThatThrownBy(() -> start("/nowhere/planetfall"))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(UncheckedIOException.class);
    }

    @Test
    void startsThisVeryProgram() {
        assertThat(RehearsalProcess.ofThisProgram().command()).isEqualTo("java -jar planetfall.jar demo");
    }

    private static Optional<String> start(String... words) {
        return new RehearsalProcess("planetfall demo", List.of(words)).start().join();
    }
}
