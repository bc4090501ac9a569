package dev.planetfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Phase;
import dev.planetfall.postgres.Database;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.ServerLog;
import dev.planetfall.testing.TwoPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where a password could be left by a whole migration, there and back and there again, and by one that fails. */
@PostgresPair(source = 17, target = 18)
class SecretsPostgresTest extends ProgramRuns {
    private static final String SUBSCRIBER = "pg_create_subscription";

    @Test
    void leavesNoPasswordAnywhereAndNoFileToOthers(TwoPostgres servers) throws Exception {
        servers.sourceDatabase().useSession(session -> session.execute("""
                CREATE TABLE item (id serial PRIMARY KEY, note text);
                INSERT INTO item (note) SELECT 'v' || g FROM generate_series(1, 100) g;
                """));
        List<ServerLog> logs =
                List.of(ServerLog.fromNowOn(servers.sourceServer()), ServerLog.fromNowOn(servers.targetServer()));
        String owner = servers.sourceSettings().user();
        String subscriber = servers.targetSettings().user();
        List<String> seen = new ArrayList<>();
        servers.targetAdmin().useSession(session -> session.execute("REVOKE " + SUBSCRIBER + " FROM " + subscriber));
        try {
            seen.add(runThrough(servers, Phase.REPLICATE));
        } finally {
            servers.targetAdmin().useSession(session -> session.execute("GRANT " + SUBSCRIBER + " TO " + subscriber));
        }
        assertThat(seen.get(0)).contains("permission denied to create subscription");

        servers.sourceAdmin().useSession(session -> session.execute("GRANT " + SUBSCRIBER + " TO " + owner));
        try {
            seen.add(runThrough(servers, Phase.CUTOVER));
        } finally {
            servers.sourceAdmin()
                    .despiteFreeze()
                    .useSession(session -> session.execute("REVOKE " + SUBSCRIBER + " FROM " + owner));
        }
        assertThat(seen.get(1))
                .contains(
                        "way back: DONE",
                        "FINISH: DONE",
                        "CREATE SUBSCRIPTION",
                        "thread ",
                        WholeMigration.class.getName());
        logs.forEach(log -> seen.add(log.text()));
        seen.add(everyFile());
        for (String password : passwords(servers)) {
            assertThat(String.join("\n", seen)).doesNotContain(password);
        }
        assertOnlyTheOwnerReads(home.resolve("migrations"));
        assertOnlyTheOwnerReads(home.resolve("reports"));
    }

    /** Runs the program to its end; tells what it printed and how it showed in the list of processes. */
    private String runThrough(TwoPostgres servers, Phase last) throws IOException, InterruptedException {
        ProcessBuilder builder = command(
                servers, home.toString(), uri(servers.sourceSettings()), uri(servers.targetSettings()), last.name());
        Collections.replaceAll(builder.command(), "dev.planetfall.Main", WholeMigration.class.getName());
        Process program = builder.start();
        String commandLine = "";
        Set<String> before = Set.of();
        while (!program.waitFor(250, TimeUnit.MILLISECONDS)) {
            commandLine = commandLine.isEmpty() ? commandLine(program) : commandLine;
            Set<String> now = new HashSet<>(sessionsWithPassword(servers.sourceAdmin(), servers));
            now.addAll(sessionsWithPassword(servers.targetAdmin(), servers));
            Set<String> lasting = new HashSet<>(now);
            lasting.retainAll(before);
            assertThat(lasting).isEmpty();
            before = now;
        }
        String said = Files.readString(home.resolve("stdout.txt")) + Files.readString(home.resolve("stderr.txt"));
        assertThat(program.exitValue()).as(said).isZero();
        return said + commandLine;
    }

    private static String commandLine(Process program) throws IOException {
        Path whole = Path.of("/proc", Long.toString(program.pid()), "cmdline");
        return Files.exists(whole)
                ? Files.readString(whole)
                : program.info().commandLine().orElse("");
    }

    /** While a server makes a subscription it shows the statement to those who may see everything; nothing may show it later. */
    private static List<String> sessionsWithPassword(Database admin, TwoPostgres servers) {
        List<String> passwords = passwords(servers);
        return admin.withSession(session -> session.query(
                "SELECT pid || ' ' || left(query, 60) AS shown FROM pg_stat_activity WHERE strpos(query, ?) + strpos(query, ?) > 0"
                        + " AND pid <> pg_backend_pid()",
                row -> row.text("shown"),
                passwords.get(0),
                passwords.get(1)));
    }

    private static List<String> passwords(TwoPostgres servers) {
        return List.of(
                servers.sourceSettings().password().reveal(),
                servers.targetSettings().password().reveal());
    }

    private static void assertOnlyTheOwnerReads(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(file -> !file.equals(folder)))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------"));
        }
    }
}
