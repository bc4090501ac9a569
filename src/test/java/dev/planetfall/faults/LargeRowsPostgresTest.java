package dev.planetfall.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Method;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that nearly fill the memory of the program, which has 512 MB. */
@Tag("faults")
@ExtendWith(TwoPostgresExtension.class)
@Timeout(300)
class LargeRowsPostgresTest {
    /** Written as text, bytes are twice as long. */
    private static final String TABLES = """
            CREATE TABLE words (id int PRIMARY KEY, filling text);
            ALTER TABLE words ALTER filling SET STORAGE EXTERNAL;
            INSERT INTO words SELECT 1, repeat('0123456789', %1$d * 100000);
            CREATE TABLE bytes (id int PRIMARY KEY, filling bytea);
            ALTER TABLE bytes ALTER filling SET STORAGE EXTERNAL;
            INSERT INTO bytes SELECT 1, decode(repeat('0123456789', %1$d * 200000), 'hex');
            """;

    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource({"LOGICAL_REPLICATION, 200", "SNAPSHOT_COPY, 200", "SNAPSHOT_COPY, 400"})
    void copiesTheRowOrTellsHow(Method method, int megabytes, TwoPostgres servers) throws Exception {
        servers.sourceDatabase().useSession(session -> session.execute(TABLES.formatted(megabytes)));
        Program program = new Program(home, servers.sourceSettings(), servers.targetSettings());
        try {
            int exitCode = Program.exitCode(program.begin(method, "replicate"));
            if (exitCode == 0) {
                assertThat(Ground.rows(servers.targetDatabase())).isEqualTo(Ground.rows(servers.sourceDatabase()));
            } else {
                assertThat(program.said()).contains("one of its rows is too large for the memory of this program");
            }
        } finally {
            servers.clean();
        }
    }
}
