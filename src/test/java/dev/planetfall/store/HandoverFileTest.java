package dev.planetfall.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.testing.ExampleRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandoverFileTest {
    private static final MigrationPlan EXAMPLE = ExampleRecords.of(MigrationPlan.class);
    /** With the strangest names that PostgreSQL can store, and a time such as the pages offer. */
    private static final MigrationPlan PLAN = new MigrationPlan(
            "20260301_120000",
            "Shop of Müller & Söhne",
            EXAMPLE.source().withHost("db.example.com"),
            EXAMPLE.target().withHost("x7k2p9.pg.psdb.cloud"),
            EXAMPLE.scope(),
            EXAMPLE.method(),
            20,
            MigrationPlan.DEFAULT_DRAIN_TIMEOUT,
            MigrationPlan.DEFAULT_SAMPLE_TIME,
            EXAMPLE.schemaSource(),
            EXAMPLE.lastComparison(),
            EXAMPLE.wayBack(),
            EXAMPLE.ignoredWriters());

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void writeFile() {
        file = folder.resolve("shop.json");
        HandoverFile.write(PLAN, file);
    }

    @Test
    void carriesThePlanWithoutIdAndPasswords() throws IOException {
        assertThat(HandoverFile.read(file)).isEqualTo(PLAN.asTemplate(""));
        assertThat(file)
                .content()
                .doesNotContain("hunter2", "password", PLAN.id())
                .contains("\"planetfallMigration\" : 1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "planetfallMigration" : 1    | "planetfallMigration" : 2   | another version of Planetfall wrote it in a format that this one does not know.
                    "planetfallMigration" : 1    | "planetfall" : 1            | it is no migration file of Planetfall.
                    "planetfallMigration" : 1    | "planetfallMigration" : "1" | it is no migration file of Planetfall.
                    "method" :                   | "method" : "logical", "method" : | it is no migration file of Planetfall.
                    "wayBack" : true             | "wayBack" : true, "run" : "rm" | "run" has no place in it.
                    "wayBack" : true             | "wayBack" : 1               | what "wayBack" says cannot be used.
                    "host" : "                   | "host" : "postgres://u:pw@  | what "source.host" says cannot be used.
                    "sslRootCert" : "            | "sslRootCert" : "postgresql:/u:pw@h/  | what "source.sslRootCert" says cannot be used.
                    "database" : "               | "database" : "postgresql://u:pw@h/  | what "source.database" says cannot be used.
                    "user" : "                   | "user" : "postgresql://u:pw@h/  | what "source.user" says cannot be used.
                    "ignoredWriters" : [         | "ignoredWriters" : [ "a://u:pw@h", | what "ignoredWriters" says cannot be used.
                    "name" : "Shop               | "name" : "a://u:pw@h Shop   | what "name" says cannot be used.
                    "port" : 5433                | "port" : 65536              | what "source.port" says cannot be used.
                    "port" : 5433                | "port" : 5433, "password" : "x" | "source.password" has no place in it.
                    "sslMode" : "verify-full"    | "sslMode" : "maybe"         | what "source.sslMode" says cannot be used.
                    "excludedSchemas" : [        | "excludedSchemas" : [ "",   | what "excludedSchemas" says cannot be used.
                    "excludedTables" : [         | "excludedTables" : [ {},    | "excludedTables.schema" is missing.
                    "name" : "Shop               | "name" : "\\n\\u0007Shop    | A migration's name is one line of plain text.
                    "freezeLimitSeconds" : 30    | "freezeLimitSeconds" : -1   | what "freezeLimitSeconds" says cannot be used.
                    "freezeLimitSeconds" : 30,   | ''                          | "freezeLimitSeconds" is missing.
                    """)
    void refusesWhatItCannotFollowToTheLetter(String right, String wrong, String reason) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(right);
        Files.writeString(file, text.replace(right, wrong));

        assertThatThrownBy(() -> HandoverFile.read(file))
                .isInstanceOf(StoreException.class)
                .hasMessage("shop.json cannot be imported: " + reason);
    }

    @Test
    void refusesWhatIsNoSuchFileAtAll() throws IOException {
        for (String text : Stream.of("", "{", "[]", "null", "{} {}", "\0\1", "[".repeat(5_000))
                .toList()) {
            Files.writeString(file, text);
            assertThatThrownBy(() -> HandoverFile.read(file))
                    .as(text)
                    .hasMessage("shop.json cannot be imported: it is no migration file of Planetfall.");
        }
        Files.writeString(file, " ".repeat((1 << 20) + 1));
        assertThatThrownBy(() -> HandoverFile.read(file))
                .hasMessage("shop.json cannot be imported: it is larger than 1 MB.");
        Files.delete(file);
        assertThatThrownBy(() -> HandoverFile.read(file))
                .hasMessage("shop.json cannot be imported: it could not be read.");
    }
}
