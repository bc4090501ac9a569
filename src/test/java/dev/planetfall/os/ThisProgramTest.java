package dev.planetfall.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ThisProgramTest {
    @Test
    void isStartedByTheFileThatWasTyped() {
        assertThat(typed("target/planetfall.jar")).isEqualTo("java -jar target/planetfall.jar");
        assertThat(typed("/opt/my programs/planetfall.jar")).isEqualTo("java -jar \"/opt/my programs/planetfall.jar\"");
    }

    @Test
    void isStartedByItsUsualNameWhereItRunsFromClasses() {
        assertThat(typed("target/classes:lib/a.jar")).isEqualTo("java -jar planetfall.jar");
        assertThat(typed("target/classes")).isEqualTo("java -jar planetfall.jar");
    }

    private static String typed(String classPath) {
        return ThisProgram.typed(Map.of("java.class.path", classPath, "path.separator", ":")::get);
    }
}
