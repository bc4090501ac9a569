package dev.planetfall.migration.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planetfall.migration.Scope;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Password;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.ServerVersion;
import dev.planetfall.postgres.SslMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PgDumpTest {
    @TempDir
    Path root;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void prefersTheNewestAndAmongEqualsTheVersionedFolder() throws IOException {
        program("usr/lib/postgresql/15/bin", "echo 'pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)'");
        Path newest = program("usr/lib/postgresql/17/bin", "echo 'pg_dump (PostgreSQL) 17beta1'");
        program("opt/homebrew/opt/libpq/bin", "echo 'something else'; exit 1");
        program("Applications/Postgres.app/Contents/Versions/16/bin", "echo 'pg_dump (PostgreSQL) 16.1'");
        Path onPath = program("usr/bin", "echo 'pg_dump (PostgreSQL) 17.2'");
        List<Path> candidates =
                new PgDumpFolders(Optional.empty(), root, List.of(onPath.resolveSibling("."))).candidates();

        assertThat(candidates).hasSize(5);
        assertThat(PgDump.newestOf(candidates)).contains(new PgDump(newest, 17));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void believesTheOneThePersonNamed() throws IOException {
        program("usr/lib/postgresql/17/bin", "echo 'pg_dump (PostgreSQL) 17.2'");
        Path chosen = program("my own", "echo 'pg_dump (PostgreSQL) 14.1'");

        assertThat(PgDump.newestOf(new PgDumpFolders(Optional.of(chosen), root, List.of()).candidates()))
                .contains(new PgDump(chosen, 14));
    }

    @Test
    void findsNothingInAnEmptyComputer() {
        assertThat(PgDump.newestOf(new PgDumpFolders(Optional.empty(), root, List.of(root)).candidates()))
                .isEmpty();
        assertThat(PgDump.newestOf(List.of(root.resolve("absent")))).isEmpty();
    }

    @Test
    void refusesAServerThatIsNewer() {
        PgDump found = new PgDump(Path.of("pg_dump"), 15);

        assertThat(found.orTooOldFor(new ServerVersion(150_099))).isSameAs(found);
        assertThatThrownBy(() -> found.orTooOldFor(new ServerVersion(170_001)))
                .isInstanceOf(StepFailedException.class)
                .hasMessage("The source is PostgreSQL 17, but the newest pg_dump on this computer is of version 15,"
                        + " which cannot read it.");
    }

    @Test
    void knowsHowEachSystemInstallsIt() {
        assertThat(PgDumpInstall.of("Linux", "NAME=x\nID=ubuntu\nID_LIKE=debian\n"))
                .isSameAs(PgDumpInstall.DEBIAN);
        assertThat(PgDumpInstall.of("Linux", "ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n"))
                .isSameAs(PgDumpInstall.FEDORA);
        assertThat(PgDumpInstall.of("Linux", "")).isSameAs(PgDumpInstall.OTHER);
        assertThat(PgDumpInstall.of("Mac OS X", "")).isSameAs(PgDumpInstall.MAC);
        assertThat(PgDumpInstall.of("Windows 11", "").advice(18))
                .isEqualTo(
                        "Install the PostgreSQL client programs of version 18 or newer (in a terminal: winget install"
                                + " PostgreSQL.PostgreSQL.18), or let PLANETFALL_PG_DUMP name the program, then try again.");
        assertThat(PgDumpInstall.OTHER.advice(18))
                .isEqualTo("Install the PostgreSQL client programs of version 18 or newer,"
                        + " or let PLANETFALL_PG_DUMP name the program, then try again.");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void tellsThePasswordToTheEnvironmentOnly() {
        ConnectionSettings source = new ConnectionSettings(
                "::1", 5433, "a=b dbname=c", "o'hara", Password.of("s3cret"), SslMode.REQUIRE, Optional.empty());
        Scope scope = new Scope(Set.of(new Identifier("Au\"dit.*")), Set.of(QualifiedName.of("public", "Big Log?")));
        PgDumpCommand command = new PgDumpCommand(new PgDump(Path.of("pg_dump"), 15), source, scope);

        assertThat(command.arguments())
                .noneMatch(argument -> argument.contains("s3cret") || argument.contains("hara"))
                .endsWith(
                        "--no-table-access-method",
                        "--exclude-schema=\"_planetfall\"",
                        "--exclude-schema=\"Au\"\"dit.*\"",
                        "--exclude-table=\"public\".\"Big Log?\"");
        assertThat(command.process().environment())
                .containsAllEntriesOf(Map.of(
                        "PGHOST", "::1",
                        "PGPORT", "5433",
                        "PGDATABASE", "a=b dbname=c",
                        "PGUSER", "o'hara",
                        "PGPASSWORD", "s3cret",
                        "PGSSLMODE", "require"))
                .doesNotContainKeys("PGSSLROOTCERT", "PGSERVICE");
    }

    private Path program(String folder, String script) throws IOException {
        Path program = Files.createDirectories(root.resolve(folder)).resolve("pg_dump");
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program;
    }
}
