package dev.planetfall.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.MigrationEvent.PhaseEnded;
import dev.planetfall.migration.MigrationEvent.PhaseStarted;
import dev.planetfall.migration.MigrationEvent.RemedyApplied;
import dev.planetfall.migration.MigrationEvent.RemedyUndone;
import dev.planetfall.migration.MigrationEvent.StatementSent;
import dev.planetfall.migration.StatementEntry.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementHistoryTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "select count(*) from t where note = 'DELETE FROM t'",
                "  -- first\n  SHOW wal_level",
                "SELECT * FROM t FOR UPDATE",
                "WITH a AS (SELECT 1) SELECT * FROM a FOR NO KEY UPDATE",
                "BEGIN",
                "COMMIT;",
                "SET statement_timeout = 0",
                "COPY (SELECT a FROM t WHERE b = 'x') TO STDOUT (FORMAT binary)",
                "CREATE TEMP TABLE x (a int)",
                "IDENTIFY_SYSTEM",
                "BEGIN; SELECT 1; COMMIT"
            })
    void takesWhatChangesNothingForAQuestion(String sql) {
        assertThat(entry(sql, 0))
                .extracting(StatementEntry::kind, StatementEntry::sql)
                .containsExactly(Kind.QUESTIONS, "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT setval(?::regclass, ?, ?) AS value",
                "SELECT pg_terminate_backend(a.pid) AS ended FROM pg_stat_activity a",
                "SELECT pg_drop_replication_slot('planetfall_1')",
                "ALTER TABLE \"t\" ADD COLUMN a text DEFAULT 'x'",
                "CREATE UNIQUE INDEX i ON t (a) WHERE b = 'x'",
                "ANALYZE \"public\".\"t\"",
                "COPY \"t\" (a) FROM STDIN (FORMAT binary)",
                "BEGIN; DROP PUBLICATION p; COMMIT"
            })
    void tellsAChangeAsItWasSent(String sql) {
        assertThat(entry(sql, 0))
                .extracting(StatementEntry::kind, StatementEntry::sql)
                .containsExactly(Kind.CHANGE, sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO t VALUES ('hunter2')",
                "WITH r AS (SELECT 'hunter2') DELETE FROM t USING r",
                "UPDATE t SET a = E'\\'hunter2'",
                "CREATE SUBSCRIPTION s CONNECTION 'host=h password=hunter2' PUBLICATION p",
                "ALTER ROLE ada PASSWORD 'hunter2'",
                "CREATE USER MAPPING FOR ada SERVER far OPTIONS (password 'hunter2')",
                "CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$SELECT 'hunter2'$$",
                "CREATE VIEW v AS SELECT * FROM dblink('password=hunter2', 'SELECT 1') AS t(a int)",
                "COMMENT ON TABLE t IS 'hunter2'",
                "DO $x$ BEGIN PERFORM 'hunter2'; END $x$"
            })
    void tellsNoTextWhereASecretOrARowMayStand(String sql) {
        assertThat(entry(sql, 0).kind()).isEqualTo(Kind.CHANGE);
        assertThat(entry(sql, 0).sql()).isNotEmpty().doesNotContain("hunter2");
    }

    @Test
    void tellsOfAnErrorWhatQuotesNoRow() {
        StatementSent refused = new StatementSent(
                AT,
                "PlanetScale",
                "INSERT INTO t VALUES (?)",
                Duration.ofMillis(3),
                0,
                Optional.of("ERROR: invalid input syntax for type integer: \"hunter2\"\n  Detail: Key (a)=(hunter2)"));

        assertThat(StatementEntry.of(refused, Phase.VERIFY))
                .isEqualTo(new StatementEntry(
                        "PlanetScale",
                        Phase.VERIFY,
                        Kind.CHANGE,
                        "INSERT INTO t VALUES (?)",
                        AT,
                        AT,
                        1,
                        0,
                        Duration.ofMillis(3),
                        Duration.ofMillis(3),
                        1,
                        "ERROR: invalid input syntax for type integer: \"\u2026\""));
    }

    @Test
    void sumsTheSameStatementInOneEntry() {
        StatementHistory history = StatementHistory.NONE;
        for (int i = 0; i < 1_000; i++) {
            history = history.after(entry("UPDATE m SET beat = beat + 1", 2L * i))
                    .after(entry("SELECT " + i, 2L * i + 1));
        }

        assertThat(history.entries())
                .containsExactly(
                        summed(Kind.CHANGE, "UPDATE m SET beat = beat + \u2026", 0), summed(Kind.QUESTIONS, "", 1));
    }

    @Test
    void staysBoundedHoweverManyDifferentStatementsThereAre() {
        StatementHistory history = StatementHistory.NONE;
        for (int i = 0; i < StatementHistory.MOST + 500; i++) {
            history = history.after(entry("DROP TABLE t" + i, i));
        }

        assertThat(history.entries()).hasSize(StatementHistory.MOST + 1);
        assertThat(history.entries().get(StatementHistory.MOST))
                .extracting(StatementEntry::kind, StatementEntry::sql, StatementEntry::count)
                .containsExactly(Kind.OTHER_CHANGES, "", 500L);
    }

    @Test
    void cutsAStatementThatNobodyWouldReadToItsEnd() {
        String sql = "CREATE PUBLICATION p FOR TABLE " + "t, ".repeat(10_000) + "t";

        assertThat(entry(sql, 0).sql()).hasSizeLessThan(5_000).endsWith("\u2026 (30,032 characters)");
    }

    @Test
    void remembersWhenPhasesRanAndWhichRemediesWereTakenBack() {
        Remedy remedy = new Remedy(Side.SOURCE, "ALTER TABLE t REPLICA IDENTITY FULL", "effect", "undo");
        MigrationState state = MigrationState.INITIAL;
        for (MigrationEvent event : List.of(
                new PhaseStarted(AT, Phase.CHECK),
                new RemedyApplied(AT.plusSeconds(1), remedy),
                new RemedyUndone(AT.plusSeconds(2), remedy),
                new PhaseEnded(AT.plusSeconds(3), Phase.CHECK, PhaseStatus.BLOCKED),
                new PhaseStarted(AT.plusSeconds(4), Phase.CHECK),
                sent("DROP TABLE t", 5))) {
            state = state.after(event);
        }

        assertThat(state.chronicle())
                .isEqualTo(new Chronicle(
                        Map.of(Phase.CHECK, new Chronicle.Times(AT, AT.plusSeconds(4), Optional.empty(), 2)),
                        List.of(),
                        List.of(new Chronicle.RemedyRun(AT.plusSeconds(1), remedy, Optional.of(AT.plusSeconds(2)))),
                        StatementHistory.NONE.after(StatementEntry.of(sent("DROP TABLE t", 5), Phase.CHECK))));
    }

    private static StatementEntry summed(Kind kind, String sql, int second) {
        return new StatementEntry(
                "source",
                Phase.REPLICATE,
                kind,
                sql,
                AT.plusSeconds(second),
                AT.plusSeconds(second + 1_998),
                1_000,
                1_000,
                Duration.ofMillis(12_000),
                Duration.ofMillis(12),
                0,
                "");
    }

    private static StatementEntry entry(String sql, long second) {
        return StatementEntry.of(sent(sql, second), Phase.REPLICATE);
    }

    private static StatementSent sent(String sql, long second) {
        return new StatementSent(AT.plusSeconds(second), "source", sql, Duration.ofMillis(12), 1, Optional.empty());
    }
}
