package dev.planetfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.TwoPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a run leaves for people to read, of a program that was started twice. */
@PostgresPair(source = 15, target = 18)
class RunReportPostgresTest extends ProgramRuns {
    @Test
    void reportsEveryStatementOfAllItsRunsAndNoSecret(TwoPostgres servers) throws Exception {
        servers.sourceDatabase().useSession(session -> session.execute("""
                CREATE TABLE item (id int PRIMARY KEY, note text DEFAULT 'plain-default');
                INSERT INTO item VALUES (1, 'word-of-a-row');
                CREATE SEQUENCE counter;
                CREATE VIEW secretive AS SELECT 'text-of-a-view'::text AS a;
                COMMENT ON TABLE item IS 'text-of-a-comment';
                CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$SELECT 'text-of-a-function'$$;
                """));
        assertThat(run(servers, "--accept-warnings", "--through", "schema").exitCode())
                .isZero();
        Path reports = home.resolve("reports");
        Run run = run(servers, "--resume", onlyMigration(), "--accept-warnings", "--report", reports.toString());

        assertThat(run.exitCode()).as(run.everything()).isZero();
        Path statements = journal(onlyMigration()).resolveSibling("statements.jsonl");
        String report = Files.readString(reports.resolve("planetfall-" + onlyMigration() + ".html"));
        String runbook = Files.readString(reports.resolve("planetfall-runbook-" + onlyMigration() + ".html"));
        assertThat(report)
                .containsSubsequence(
                        "<h3>On the source</h3>",
                        "<code>CREATE PUBLICATION &quot;planetfall_",
                        "SET default_transaction_read_only &#x3D; on</code>",
                        "<code>DROP PUBLICATION",
                        "<h3>On PlanetScale</h3>",
                        "<code>CREATE TABLE",
                        "plain-default",
                        "<code>CREATE SUBSCRIPTION &quot;planetfall_",
                        "<code>SELECT setval(")
                .contains("<h2>Left to do</h2>");
        assertThat(runbook).contains("&quot;public&quot;.&quot;item&quot;");
        assertThat(report + runbook + Files.readString(statements))
                .doesNotContain(
                        servers.sourceSettings().password().reveal(),
                        servers.targetSettings().password().reveal(),
                        "word-of-a-row",
                        "text-of-a-view",
                        "text-of-a-comment",
                        "text-of-a-function");
        assertOnlyTheOwnerReads(statements.getParent());
        assertOnlyTheOwnerReads(reports);
    }

    private static void assertOnlyTheOwnerReads(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }
}
