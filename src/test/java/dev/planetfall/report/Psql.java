package dev.planetfall.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.report.Runbook.Block;
import dev.planetfall.report.Runbook.Chapter;
import dev.planetfall.report.Runbook.Where;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;

/** A person with a runbook, a shell and psql. */
final class Psql {
    private static final int TRIES = 300;

    private final MigrationPlan plan;
    private final Path folder;
    private final Map<String, String> noted = new HashMap<>();

    Psql(MigrationPlan plan, Path folder) throws IOException {
        this.plan = plan;
        this.folder = folder;
        noted.put(Runbook.SOURCE_PASSWORD, plan.source().password().reveal());
        noted.put(Runbook.TARGET_PASSWORD, plan.target().password().reveal());
        Path passwords = folder.resolve("pgpass");
        Files.writeString(passwords, passLine(plan.source()) + passLine(plan.target()));
        Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-------"));
    }

    /** What each block answered. */
    List<String> run(Chapter chapter) {
        List<String> answers = new ArrayList<>();
        for (Block block : chapter.blocks()) {
            answers.add(run(block));
        }
        return answers;
    }

    private String run(Block block) {
        String sql = block.sql();
        for (Map.Entry<String, String> value : noted.entrySet()) {
            sql = sql.replaceAll(
                    "(?<![\"\\w])" + value.getKey() + "(?![\"\\w])", Matcher.quoteReplacement(value.getValue()));
        }
        return switch (block.answer()) {
            case READ -> ask(block.where(), sql);
            case NO_ROWS -> until(block.where(), sql, "");
            case TRUE -> until(block.where(), sql, "t");
            case NOTED -> note(ask(block.where(), sql), sql);
            case SCRIPT -> script(block, sql);
        };
    }

    /** Materialized views are refreshed where they were found, everything else is done on the other server. */
    private String script(Block block, String sql) {
        String statements = ask(block.where(), sql);
        boolean crosses = !sql.contains("MATERIALIZED VIEW");
        Where other = block.where() == Where.SOURCE ? Where.TARGET : Where.SOURCE;
        return ask(crosses ? other : block.where(), RunbookSql.MAY_WRITE + "\n" + statements);
    }

    private String note(String answer, String sql) {
        noted.put(sql.contains("\"BEAT\"") ? "BEAT" : "LSN", answer);
        return answer;
    }

    private String until(Where where, String sql, String wanted) {
        String answer = "";
        for (int i = 0; i < TRIES; i++) {
            answer = ask(where, sql);
            if (answer.equals(wanted)) {
                return answer;
            }
            pause();
        }
        throw new AssertionError("Still \"" + answer + "\": " + sql);
    }

    private String ask(Where where, String text) {
        try {
            return switch (where) {
                case SHELL -> start(List.of("sh", "-e", "-c", text));
                case SOURCE -> psql(plan.source(), text);
                case TARGET -> psql(plan.target(), text);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private String psql(ConnectionSettings server, String sql) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("script.sql"), sql);
        return start(List.of(
                "psql",
                "--host=" + server.host(),
                "--port=" + server.port(),
                "--dbname=" + server.database(),
                "--username=" + server.user(),
                "--no-psqlrc",
                "--quiet",
                "--tuples-only",
                "--no-align",
                "--set=ON_ERROR_STOP=1",
                "--file=" + script));
    }

    private String start(List<String> command) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("PGPASSFILE", folder.resolve("pgpass").toString());
        Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS))
                .as("the end of " + command)
                .isTrue();
        assertThat(process.exitValue())
                .as(command + "\n" + Files.readString(err))
                .isZero();
        assertThat(Files.readString(err)).doesNotContain("ERROR");
        return Files.readString(out).strip();
    }

    private static String passLine(ConnectionSettings server) {
        return "*:" + server.port() + ":*:" + server.user() + ":"
                + server.password().reveal() + "\n";
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
