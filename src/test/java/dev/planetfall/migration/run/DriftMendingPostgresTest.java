package dev.planetfall.migration.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planetfall.migration.Journal;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.ReplicationEvent.SchemaMended;
import dev.planetfall.migration.SchemaDrift;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the source's owner changes while rows are replicated is made on the target at the press of a button, and rows flow on. */
@ExtendWith(TwoPostgresExtension.class)
@Timeout(90)
class DriftMendingPostgresTest {
    private static final String SCHEMA = """
            CREATE TABLE item (id int PRIMARY KEY, n int, old date NOT NULL);
            INSERT INTO item SELECT i, i, '2025-01-01' FROM generate_series(1, 500) i;
            CREATE TABLE log (id int, at date, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
            CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
            INSERT INTO log VALUES (1, '2025-05-05');
            CREATE TABLE wide (id int PRIMARY KEY, n int); INSERT INTO wide VALUES (1, 1);
            """;

    private static final List<String> CHANGES = List.of(
            "ALTER TABLE item ADD plain text, ADD total numeric(12,2) NOT NULL DEFAULT 2.5, ADD made timestamptz DEFAULT now(),"
                    + " ADD first int DEFAULT 1",
            "ALTER TABLE item ALTER first SET DEFAULT 2",
            "UPDATE item SET plain = 'y', total = 3 WHERE id = 7",
            "INSERT INTO item VALUES (501, 1, '2025-01-02', 'new', 4)",
            "ALTER TABLE item DROP old",
            "INSERT INTO item VALUES (502, 50, 'later')",
            "CREATE INDEX by_n ON item (n)",
            "CREATE TABLE log_2 PARTITION OF log FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')",
            "INSERT INTO log VALUES (2, '2026-06-06')",
            "CREATE TABLE coupon (code text PRIMARY KEY, n int)",
            "INSERT INTO coupon VALUES ('a')",
            "ALTER TABLE wide ALTER n TYPE bigint",
            "INSERT INTO wide VALUES (2, 5000000000)");

    @Test
    void letsRowsFlowOnAfterEveryKindOfChange(TwoPostgres servers) {
        assertMended(servers);
    }

    @Test
    @PostgresPair(source = 15, target = 17)
    void letsRowsFlowOnIntoSeventeen(TwoPostgres servers) {
        assertMended(servers);
    }

    @Test
    @PostgresPair(source = 17, target = 18)
    void letsRowsFlowOnFromSeventeen(TwoPostgres servers) {
        assertMended(servers);
    }

    private static void assertMended(TwoPostgres servers) {
        List<MigrationEvent> journal = new CopyOnWriteArrayList<>();
        try (OpenMigration migration = replicating(servers, journal::add, SCHEMA)) {
            CHANGES.forEach(change -> run(servers.sourceDatabase(), change));
            SchemaDrift drift = compared(migration);
            assertThat(drift.mends()).allMatch(mend -> mend.hasStatements());

            SchemaDrift after = migration.mend(drift.statements()).join();

            List<QualifiedName> added =
                    List.of(QualifiedName.of("public", "coupon"), QualifiedName.of("public", "log_2"));
            assertThat(after).isEqualTo(SchemaDrift.NONE.withUncopied(added));
            assertThat(migration.state().drift()).contains(after);
            assertThat(migration.state().mended()).containsExactlyInAnyOrderElementsOf(drift.statements());
            assertThat(journal).filteredOn(SchemaMended.class::isInstance).hasSize(2);

            assertThat(migration.run(Phase.REPLICATE).join()).isEqualTo(PhaseStatus.DONE);

            assertThat(compared(migration)).isEqualTo(SchemaDrift.NONE);
            assertThat(migration.run(Phase.CUTOVER).join()).isEqualTo(PhaseStatus.DONE);
            assertThat(migration.state().verification().orElseThrow().sentence())
                    .isEqualTo("verified: 5 tables, 507 rows, 0 differences");
            assertThat(migration.run(Phase.FINISH).join()).isEqualTo(PhaseStatus.DONE);
            migration.undo(Phase.CUTOVER).join();
        }
    }

    @Test
    void enablesWhatARefusedRowHadDisabled(TwoPostgres servers) {
        try (OpenMigration migration = replicating(servers, Journal.NONE, "CREATE TABLE item (id int PRIMARY KEY)")) {
            String subscription =
                    migration.plan().orElseThrow().names().subscription().quoted();
            run(servers.targetDatabase(), "ALTER SUBSCRIPTION " + subscription + " SET (disable_on_error = true)");
            run(servers.sourceDatabase(), "ALTER TABLE item ADD note text; INSERT INTO item VALUES (1, 'new')");
            while (isEnabled(servers)) {
                pause();
            }

            assertThat(migration.mend(compared(migration).statements()).join()).isEqualTo(SchemaDrift.NONE);

            assertThat(isEnabled(servers)).isTrue();
            while (!notes(servers.targetDatabase()).equals(List.of("new"))) {
                pause();
            }
            migration.undo(Phase.REPLICATE).join();
        }
    }

    @Test
    void leavesWhatAPersonPausedAlone(TwoPostgres servers) {
        try (OpenMigration migration = replicating(servers, Journal.NONE, "CREATE TABLE item (id int PRIMARY KEY)")) {
            migration.pause().join();
            run(servers.sourceDatabase(), "ALTER TABLE item ADD note text; INSERT INTO item VALUES (1, 'new')");

            assertThat(migration.mend(compared(migration).statements()).join()).isEqualTo(SchemaDrift.NONE);

            assertThat(isEnabled(servers)).isFalse();
            migration.resume().join();
            migration.undo(Phase.REPLICATE).join();
        }
    }

    @Test
    void runsNothingThatIsNoLongerWhatTheServersNeed(TwoPostgres servers) {
        try (OpenMigration migration = replicating(servers, Journal.NONE, "CREATE TABLE item (id int PRIMARY KEY)")) {
            run(servers.sourceDatabase(), "ALTER TABLE item ADD note text");
            List<String> shown = compared(migration).statements();
            run(servers.sourceDatabase(), "ALTER TABLE item ALTER note TYPE varchar(9)");

            assertThatThrownBy(() -> migration.mend(shown).join())
                    .hasRootCauseMessage(
                            "Nothing was changed: the schemas are no longer what they were when these statements were made.");

            assertThat(migration.state().drift().orElseThrow().statements())
                    .containsExactly("ALTER TABLE \"public\".\"item\" ADD COLUMN \"note\" character varying(9)");
            run(servers.targetDatabase(), "ALTER TABLE item ADD note varchar(9)");
            assertThat(migration.mend(shown).join()).isEqualTo(SchemaDrift.NONE);
            migration.undo(Phase.REPLICATE).join();
        }
    }

    private static OpenMigration replicating(TwoPostgres servers, Journal journal, String schema) {
        run(servers.sourceDatabase(), schema);
        OpenMigration migration =
                new OpenMigration(servers.plan().id(), MigrationState.INITIAL, journal, Clock.systemUTC());
        migration.decide(servers.plan());
        assertThat(migration.run(Phase.SCHEMA).join()).isEqualTo(PhaseStatus.DONE);
        assertThat(migration.run(Phase.REPLICATE).join()).isEqualTo(PhaseStatus.DONE);
        return migration;
    }

    private static SchemaDrift compared(OpenMigration migration) {
        return migration.mend(List.of()).join();
    }

    private static boolean isEnabled(TwoPostgres servers) {
        return servers.targetDatabase()
                .withSession(session -> session.queryOne(
                        "SELECT subenabled FROM pg_subscription WHERE subdbid ="
                                + " (SELECT oid FROM pg_database WHERE datname = current_database())",
                        row -> row.flag("subenabled")));
    }

    private static List<String> notes(Database server) {
        return server.withSession(session -> session.query("SELECT note FROM item", row -> row.text("note")));
    }

    private static void run(Database database, String sql) {
        database.useSession(session -> session.execute(sql));
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
