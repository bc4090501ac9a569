package dev.planetfall.migration.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planetfall.migration.Journal;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.Repair;
import dev.planetfall.migration.RowDifferences;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.migration.TableComparison.Verdict;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Session;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows that PlanetScale lost are put right while the application writes. */
@ExtendWith(TwoPostgresExtension.class)
@PostgresPair(source = 17, target = 18)
@Timeout(120)
class RepairingPostgresTest {
    private static final QualifiedName ITEM = QualifiedName.of("public", "item");

    private OpenMigration migration;

    @AfterEach
    void takeBack() {
        migration.undo(Phase.REPLICATE).join();
        migration.close();
    }

    @Test
    void putsRowsRightAndLeavesReplicationRunningAndTriggersAsTheyWere(TwoPostgres servers) {
        String triggers = """
                CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
                $$BEGIN RAISE EXCEPTION 'a trigger fired'; END$$;
                CREATE TRIGGER usual BEFORE UPDATE OR INSERT OR DELETE ON item FOR EACH ROW EXECUTE FUNCTION refuse();
                CREATE TRIGGER always BEFORE DELETE ON item FOR EACH ROW EXECUTE FUNCTION refuse();
                ALTER TABLE item ENABLE ALWAYS TRIGGER always;
                CREATE TRIGGER off BEFORE DELETE ON item FOR EACH ROW EXECUTE FUNCTION refuse();
                ALTER TABLE item DISABLE TRIGGER off;
                CREATE RULE nothing AS ON INSERT TO item DO INSTEAD NOTHING;
                """;
        replicate(
                servers,
                "CREATE TABLE item (id int PRIMARY KEY, number bigint GENERATED ALWAYS AS IDENTITY, word text,"
                        + " doubled bigint GENERATED ALWAYS AS (id * 2) STORED)",
                "INSERT INTO item (id, word) SELECT g, 'v' || g FROM generate_series(1, 3000) g");
        onTarget(
                servers,
                "UPDATE item SET word = NULL WHERE id IN (7, 2900)",
                "DELETE FROM item WHERE id BETWEEN 40 AND 41",
                "INSERT INTO item (id, word) VALUES (-1, 'nobody')",
                triggers);
        assertThat(compare().differences().sentence())
                .isEqualTo("5 rows: 2 with other values, 2 missing on PlanetScale, 1 only on PlanetScale");

        Repair repair = migration.repair(ITEM, true).join();

        assertThat(repair)
                .usingRecursiveComparison()
                .ignoringFields("position")
                .isEqualTo(new Repair(ITEM, 2, 2, 1, repair.position()));
        assertThat(known())
                .isEqualTo(new TableComparison(
                        ITEM,
                        OptionalLong.of(3_000),
                        OptionalLong.of(3_000),
                        Verdict.EQUAL,
                        "5 rows were repaired: 2 updated, 2 inserted, 1 deleted",
                        new RowDifferences(known().differences().keyColumns(), List.of(), true)));
        assertThat(contents(servers.targetDatabase())).isEqualTo(contents(servers.sourceDatabase()));
        assertThat(triggers(servers.targetDatabase())).containsExactly("always A", "off D", "usual O");
        assertThat(migration.state().repairs()).containsExactly(repair);
        assertThat(migration.state().safety().pausedAt()).isEmpty();

        onSource(servers, "UPDATE item SET word = 'later' WHERE id = 7");
        assertThat(compare().verdict()).isEqualTo(Verdict.EQUAL);
        assertThat(contents(servers.targetDatabase())).isEqualTo(contents(servers.sourceDatabase()));
    }

    @Test
    void leavesRowsThatOnlyPlanetScaleHasUnlessTheyShallBeDeleted(TwoPostgres servers) {
        replicate(servers, "CREATE TABLE item (id int PRIMARY KEY)", "INSERT INTO item VALUES (1), (2)");
        onTarget(servers, "DELETE FROM item WHERE id = 1", "INSERT INTO item VALUES (3)");
        compare();

        migration.repair(ITEM, false).join();

        assertThat(known().verdict()).isEqualTo(Verdict.DIFFERS);
        assertThat(known().note())
                .isEqualTo("1 row was repaired: 1 inserted. Still different: 1 row only on PlanetScale");
        assertThat(migration.repair(ITEM, true).join().deleted()).isOne();
        assertThat(known().verdict()).isEqualTo(Verdict.EQUAL);
    }

    /** Keys are changed, rows come and go, and what is on its way is never overtaken. */
    @Test
    void losesNoWriteOfAnApplicationThatGoesOn(TwoPostgres servers) {
        replicate(
                servers,
                "CREATE TABLE item (id int PRIMARY KEY, word text)",
                "INSERT INTO item SELECT g, 'v' FROM generate_series(1, 400) g");
        AtomicBoolean stop = new AtomicBoolean();
        List<CompletableFuture<Void>> writers = IntStream.range(0, 3)
                .mapToObj(seed -> CompletableFuture.runAsync(
                        () -> servers.sourceDatabase().useSession(session -> write(session, new Random(seed), stop))))
                .toList();
        long repaired = 0;
        for (int round = 0; round < 2; round++) {
            onTarget(
                    servers,
                    "DELETE FROM item WHERE abs(id) % 7 = " + round,
                    "UPDATE item SET word = 'damaged' WHERE abs(id) % 11 = " + round,
                    "INSERT INTO item SELECT g, 'extra' FROM generate_series(10000 + " + round + ", 10010) g"
                            + " ON CONFLICT DO NOTHING");
            if (!compare().differences().rows().isEmpty()) {
                repaired += migration.repair(ITEM, true).join().rows();
            }
        }
        stop.set(true);
        writers.forEach(CompletableFuture::join);
        assertThat(repaired).isGreaterThan(20);

        if (compare().verdict() == Verdict.DIFFERS) {
            migration.repair(ITEM, true).join();
        }

        assertThat(known().verdict()).isEqualTo(Verdict.EQUAL);
        assertThat(contents(servers.targetDatabase())).isEqualTo(contents(servers.sourceDatabase()));
        assertThat(refusedChanges(servers)).isZero();
    }

    @Test
    void doesNotTouchRowsOfOtherTablesThroughAForeignKey(TwoPostgres servers) {
        replicate(
                servers,
                "CREATE TABLE item (id int PRIMARY KEY, word text)",
                "CREATE TABLE part (id int PRIMARY KEY, item int REFERENCES item ON DELETE CASCADE)",
                "INSERT INTO item VALUES (1, 'a')",
                "INSERT INTO part VALUES (1, 1)");
        onTarget(
                servers,
                "UPDATE item SET word = 'b'",
                "INSERT INTO item VALUES (2, 'extra'), (3, 'extra')",
                "INSERT INTO part VALUES (2, 2)");
        compare();

        assertThat(refusal(ITEM, true))
                .isEqualTo("1 row of public.part would be deleted or changed along, because PlanetScale's foreign key"
                        + " part_item_fkey refers to rows that the repair would delete.");
        assertThat(migration.state().safety().pausedAt()).isEmpty();
        assertThat(migration.repair(ITEM, false).join().sentence()).isEqualTo("1 row was repaired: 1 updated");
        onTarget(servers, "DELETE FROM part WHERE id = 2");
        assertThat(migration.repair(ITEM, true).join().deleted()).isEqualTo(2);
        assertThat(contents(servers.targetDatabase())).isEqualTo(contents(servers.sourceDatabase()));
    }

    @Test
    void worksAsAReplicaWhereTheRoleMay(TwoPostgres servers) {
        replicate(
                servers,
                "CREATE TABLE item (id int PRIMARY KEY, word text)",
                "CREATE TABLE part (id int PRIMARY KEY, item int REFERENCES item ON DELETE CASCADE)",
                "INSERT INTO item VALUES (1, 'a')");
        servers.targetAdmin()
                .useSession(session -> session.execute("GRANT SET ON PARAMETER session_replication_role TO "
                        + session.queryOne(
                                "SELECT pg_get_userbyid(datdba) AS role FROM pg_database WHERE datname = current_database()",
                                row -> row.identifier("role").quoted())));
        onTarget(servers, "INSERT INTO item VALUES (2, 'extra')", "INSERT INTO part VALUES (2, 2)");
        compare();

        assertThat(migration.repair(ITEM, true).join().deleted()).isOne();

        assertThat(servers.targetDatabase()
                        .<Long>withSession(session ->
                                session.queryOne("SELECT count(*) AS parts FROM part", row -> row.number("parts"))))
                .as("rows of the other table")
                .isOne();
        servers.targetAdmin()
                .useSession(session -> session.execute("REVOKE SET ON PARAMETER session_replication_role FROM "
                        + session.queryOne(
                                "SELECT pg_get_userbyid(datdba) AS role FROM pg_database WHERE datname = current_database()",
                                row -> row.identifier("role").quoted())));
    }

    @Test
    void putsValuesBackThatChangedPlaces(TwoPostgres servers) {
        replicate(
                servers,
                "CREATE TABLE item (id int PRIMARY KEY, word text UNIQUE)",
                "INSERT INTO item VALUES (1, 'a'), (2, 'b'), (3, 'c')");
        onTarget(
                servers,
                "UPDATE item SET word = 'x' WHERE id = 1",
                "UPDATE item SET word = 'a' WHERE id = 2",
                "UPDATE item SET word = 'b' WHERE id = 1");
        compare();

        assertThat(migration.repair(ITEM, false).join().updated()).isEqualTo(2);
        assertThat(contents(servers.targetDatabase())).isEqualTo(contents(servers.sourceDatabase()));
    }

    @Test
    void saysWhichTableToRepairFirst(TwoPostgres servers) {
        replicate(
                servers,
                "CREATE TABLE owner (id int PRIMARY KEY)",
                "CREATE TABLE item (id int PRIMARY KEY, owner int REFERENCES owner)",
                "INSERT INTO owner VALUES (1)",
                "INSERT INTO item VALUES (1, 1)");
        onTarget(servers, "DELETE FROM item", "DELETE FROM owner");
        compare();

        assertThatThrownBy(() -> migration.repair(ITEM, false).join())
                .cause()
                .isInstanceOfSatisfying(
                        StepFailedException.class,
                        failed -> assertThat(failed.failure().lines())
                                .containsExactly("Nothing was changed on PlanetScale. First repair the other table,"
                                        + " whose rows these need or are needed by."));
        migration.repair(QualifiedName.of("public", "owner"), false).join();
        assertThat(migration.repair(ITEM, false).join().inserted()).isOne();
    }

    @Test
    void changesNothingWherePlanetScaleRefuses(TwoPostgres servers) {
        replicate(
                servers,
                "CREATE TABLE item (id int PRIMARY KEY, word text)",
                "INSERT INTO item VALUES (1, 'a'), (2, 'b')");
        onTarget(servers, "DELETE FROM item", "ALTER TABLE item ADD CONSTRAINT never CHECK (id <> 2)");
        compare();

        assertThatThrownBy(() -> migration.repair(ITEM, false).join())
                .cause()
                .hasMessageStartingWith("The rows of public.item could not be repaired: ")
                .hasMessageContaining("\"never\"");
        assertThat(contents(servers.targetDatabase())).isEmpty();
        assertThat(known().verdict()).isEqualTo(Verdict.DIFFERS);
        onTarget(servers, "ALTER TABLE item DROP CONSTRAINT never");
        onSource(servers, "INSERT INTO item VALUES (3, 'c')");
        assertThat(compare().differences().rows()).hasSize(2);
    }

    @Test
    void saysWhyItDoesNotBegin(TwoPostgres servers) {
        replicate(
                servers,
                "CREATE TABLE item (id int PRIMARY KEY)",
                "CREATE TABLE heap (id int)",
                "ALTER TABLE heap REPLICA IDENTITY FULL",
                "INSERT INTO item VALUES (1)",
                "INSERT INTO heap VALUES (1)");
        assertThat(refusal(ITEM)).isEqualTo("No row of public.item is known to differ.");
        onTarget(servers, "DELETE FROM item", "DELETE FROM heap");
        compare();

        assertThat(refusal(QualifiedName.of("public", "heap")))
                .isEqualTo("Rows of a table without a key cannot be told apart, so none is repaired.");
        migration.pause().join();
        assertThat(refusal(ITEM)).isEqualTo("Replication is paused, so PlanetScale cannot catch up first.");
        migration.resume().join();
        assertThat(migration.repair(ITEM, false).join().inserted()).isOne();
    }

    @Test
    void repairsWhatWasCopiedWhileWritersAreStopped(TwoPostgres servers) {
        replicate(
                servers,
                PlanBuilder.from(servers.plan())
                        .method(Method.DUMP_AND_RESTORE)
                        .build()
                        .orElseThrow(),
                "CREATE TABLE item (id int PRIMARY KEY, word text)",
                "INSERT INTO item VALUES (1, 'a'), (2, 'b')");
        onTarget(servers, "DELETE FROM item WHERE id = 1", "UPDATE item SET word = 'c'");
        compare();

        assertThat(migration.repair(ITEM, false).join().sentence())
                .isEqualTo("2 rows were repaired: 1 updated, 1 inserted");
        assertThat(known().verdict()).isEqualTo(Verdict.EQUAL);
        assertThat(contents(servers.targetDatabase())).isEqualTo(contents(servers.sourceDatabase()));
    }

    private String refusal(QualifiedName table) {
        return refusal(table, false);
    }

    private String refusal(QualifiedName table, boolean deletesExtra) {
        try {
            migration.repair(table, deletesExtra).join();
            return "";
        } catch (CompletionException e) {
            return e.getCause().getMessage();
        }
    }

    private void replicate(TwoPostgres servers, String... statements) {
        replicate(servers, servers.plan(), statements);
    }

    private void replicate(TwoPostgres servers, MigrationPlan plan, String... statements) {
        onSource(servers, statements);
        migration = new OpenMigration(servers.plan().id(), MigrationState.INITIAL, Journal.NONE, Clock.systemUTC());
        migration.decide(plan);
        for (Phase phase : List.of(Phase.CONNECT, Phase.SCHEMA, Phase.REPLICATE)) {
            assertThat(migration.run(phase).join()).isEqualTo(PhaseStatus.DONE);
        }
    }

    private TableComparison compare() {
        assertThat(migration.run(Phase.VERIFY).join()).isEqualTo(PhaseStatus.DONE);
        return known();
    }

    private TableComparison known() {
        return migration.state().verification().orElseThrow().table(ITEM).orElseThrow();
    }

    private static void write(Session session, Random chance, AtomicBoolean stop) {
        long value = 0;
        while (!stop.get()) {
            session.execute("SELECT pg_sleep(0.003)");
            int id = chance.nextInt(400) + 1;
            String word = "'w" + ++value + "'";
            switch (chance.nextInt(5)) {
                case 0 -> session.update("DELETE FROM item WHERE id = ?", id);
                case 1 ->
                    session.execute("INSERT INTO item VALUES (" + id + ", " + word
                            + ") ON CONFLICT (id) DO UPDATE SET word = excluded.word");
                case 2 ->
                    session.execute("UPDATE item SET id = -id WHERE id = " + id
                            + " AND NOT EXISTS (SELECT FROM item WHERE id = -" + id + ") AND " + id + " % 3 = "
                            + value % 3);
                default -> session.execute("UPDATE item SET word = " + word + " WHERE id IN (" + id + ", -" + id + ")");
            }
        }
    }

    private static long refusedChanges(TwoPostgres servers) {
        return servers.targetDatabase()
                .withSession(session -> session.queryOne(
                        "SELECT coalesce(sum(apply_error_count), 0) AS errors FROM pg_stat_subscription_stats"
                                + " WHERE subname = ?",
                        row -> row.number("errors"),
                        servers.plan().names().subscription()));
    }

    private static List<String> triggers(Database database) {
        return database.withSession(session -> session.query(
                "SELECT tgname || ' ' || tgenabled::text AS trigger FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1",
                row -> row.text("trigger")));
    }

    private static List<String> contents(Database database) {
        return database.withSession(
                session -> session.query("SELECT i::text AS row FROM item i ORDER BY id", row -> row.text("row")));
    }

    private static void onSource(TwoPostgres servers, String... statements) {
        servers.sourceDatabase().useSession(session -> List.of(statements).forEach(session::execute));
    }

    private static void onTarget(TwoPostgres servers, String... statements) {
        servers.targetDatabase().useSession(session -> List.of(statements).forEach(session::execute));
    }
}
