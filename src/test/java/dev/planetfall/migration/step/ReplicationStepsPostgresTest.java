package dev.planetfall.migration.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planetfall.migration.CutoverEvent.Drained;
import dev.planetfall.migration.CutoverEvent.FreezeBegun;
import dev.planetfall.migration.CutoverEvent.FreezeLifted;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationEvent.LeftoversListed;
import dev.planetfall.migration.MigrationEvent.SequencesSet;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.SequenceValue;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.migration.TableComparison.Verdict;
import dev.planetfall.migration.VerificationEvent.TablesCompared;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Password;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.SqlState;
import dev.planetfall.testing.PhaseRun;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TwoPostgresExtension.class)
class ReplicationStepsPostgresTest {
    private static final String SCHEMA = """
            CREATE TABLE item (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
            CREATE TABLE "Odd ""name""; --" (code text PRIMARY KEY);
            CREATE TABLE event (id bigint, day date, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
            CREATE TABLE event_2025 PARTITION OF event FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
            CREATE TABLE event_2026 PARTITION OF event FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
            CREATE SEQUENCE "Down" INCREMENT -3 MINVALUE -100 MAXVALUE -1 START -1;
            CREATE SEQUENCE never_used START 7;
            CREATE SEQUENCE tiny AS smallint;
            """;

    private static final String ROWS = """
            INSERT INTO item (name) SELECT 'item ' || n FROM generate_series(1, 1000) n;
            INSERT INTO "Odd ""name""; --" VALUES ('a'), ('b');
            INSERT INTO event SELECT n, date '2025-12-20' + n FROM generate_series(1, 30) n;
            SELECT nextval('"Down"'), nextval('tiny'), setval('tiny', 32000);
            SELECT nextval('"Down"');
            """;

    @Test
    void carriesEveryRowAndLeavesNothingBehind(TwoPostgres servers) {
        RecordingContext context = prepared(servers);
        migrate(servers, context);
    }

    @Test
    @PostgresPair(source = 17, target = 18)
    void carriesEveryRowFromSeventeen(TwoPostgres servers) {
        RecordingContext context = prepared(servers);
        migrate(servers, context);
    }

    @Test
    void secondRunOfReplicationChangesNothing(TwoPostgres servers) {
        RecordingContext context = prepared(servers);
        Steps.of(Method.LOGICAL_REPLICATION, Phase.REPLICATE).forEach(step -> step.run(context));
        assertThat(Steps.of(Method.LOGICAL_REPLICATION, Phase.REPLICATE)).allMatch(step -> step.isDone(context));
        Steps.of(Method.LOGICAL_REPLICATION, Phase.REPLICATE).forEach(step -> step.run(context));
        assertThat(Steps.of(Method.LOGICAL_REPLICATION, Phase.REPLICATE)).allMatch(step -> step.isDone(context));
        PhaseRun.replicate(context).takeBack();
        assertThat(Steps.of(Method.LOGICAL_REPLICATION, Phase.REPLICATE).stream()
                        .map(step -> step.isDone(context)))
                .startsWith(false, false, false);
        assertThat(leftovers(context)).isEmpty();
    }

    @Test
    void goesOnAfterACrashBetweenSlotAndSubscription(TwoPostgres servers) {
        RecordingContext context = prepared(servers);
        servers.sourceDatabase()
                .useSession(session -> session.query(
                        "SELECT pg_create_logical_replication_slot(?, 'pgoutput')::text AS slot",
                        row -> row.text("slot"),
                        context.plan().names().slot()));
        Steps.of(Method.LOGICAL_REPLICATION, Phase.REPLICATE).forEach(step -> step.run(context));
        assertThat(Steps.of(Method.LOGICAL_REPLICATION, Phase.REPLICATE)).allMatch(step -> step.isDone(context));
        PhaseRun.replicate(context).takeBack();
    }

    @Test
    void goesOnByItselfAfterItsConnectionWasCut(TwoPostgres servers) {
        assertGoesOnAfterACut(servers);
    }

    @Test
    @PostgresPair(source = 15, target = 17)
    void goesOnByItselfAfterItsConnectionWasCutOnSeventeen(TwoPostgres servers) {
        assertGoesOnAfterACut(servers);
    }

    private static void assertGoesOnAfterACut(TwoPostgres servers) {
        RecordingContext context = prepared(servers);
        Steps.of(Method.LOGICAL_REPLICATION, Phase.REPLICATE).forEach(step -> step.run(context));
        servers.sourceAdmin()
                .useSession(session -> session.query(
                        "SELECT pg_terminate_backend(active_pid) AS ended FROM pg_replication_slots WHERE slot_name = ?",
                        row -> row.flag("ended"),
                        context.plan().names().slot()));
        servers.sourceDatabase()
                .useSession(session -> session.execute("INSERT INTO item (name) VALUES ('after the cut')"));

        Instant giveUp = Instant.now().plusSeconds(30);
        while (!items(servers.targetDatabase()).contains("(1001,\"after the cut\")")
                && Instant.now().isBefore(giveUp)) {
            context.pause(Duration.ofMillis(200));
        }
        assertThat(items(servers.targetDatabase())).isEqualTo(items(servers.sourceDatabase()));
        PhaseRun.replicate(context).takeBack();
    }

    @Test
    void publishesNothingWhenATableHasNoReplicaIdentity(TwoPostgres servers) {
        RecordingContext context = prepared(servers);
        both(servers, "CREATE TABLE keyless (id int UNIQUE)");
        new CreateMarkerStep().run(context);
        assertThatThrownBy(() -> new CreatePublicationStep().run(context))
                .isInstanceOf(StepFailedException.class)
                .hasMessage(
                        "Nothing was published: 1 of the source's tables have no replica identity (public.keyless).");
        PhaseRun.replicate(context).takeBack();
        assertThat(leftovers(context)).isEmpty();
        servers.sourceDatabase().useSession(session -> session.execute("UPDATE keyless SET id = 1"));
    }

    @Test
    void tellsWhatOfTheLeftoversAnotherMigrationMayNeed(TwoPostgres servers) {
        RecordingContext context = prepared(servers);
        servers.sourceDatabase().useSession(session -> {
            session.execute("CREATE PUBLICATION planetfall_other");
            session.execute(
                    "CREATE PUBLICATION " + context.plan().names().publication().quoted());
        });
        assertThat(leftovers(context))
                .containsExactlyInAnyOrder(
                        "publication planetfall_other on the source, of another migration: leave it while that one runs",
                        "publication " + context.plan().names().publication() + " on the source");
        servers.sourceDatabase().useSession(session -> session.execute("DROP PUBLICATION planetfall_other"));
        PhaseRun.replicate(context).takeBack();
    }

    @Test
    void doesNotCopyIntoTablesThatHoldRows(TwoPostgres servers) {
        RecordingContext context = prepared(servers);
        servers.targetDatabase().useSession(session -> session.execute("INSERT INTO event VALUES (1, '2026-05-05')"));
        new CreateMarkerStep().run(context);
        new CreatePublicationStep().run(context);
        assertThatThrownBy(() -> new CreateSubscriptionStep().run(context))
                .isInstanceOf(StepFailedException.class)
                .hasMessage("1 table on PlanetScale already holds rows: public.event_2026.");
        PhaseRun.replicate(context).takeBack();
        assertThat(leftovers(context)).isEmpty();
    }

    @Test
    void sequencesNeverHandOutAValueTwice(TwoPostgres servers) {
        both(servers, """
                CREATE TABLE ahead (id serial PRIMARY KEY);
                CREATE TABLE unused (id serial PRIMARY KEY);
                CREATE SEQUENCE restarted;
                CREATE SEQUENCE round MAXVALUE 9 CYCLE;
                """);
        servers.sourceDatabase().useSession(session -> session.execute("""
                INSERT INTO ahead VALUES (DEFAULT), (500);
                INSERT INTO unused VALUES (70);
                SELECT nextval('restarted'), setval('round', 8);
                ALTER SEQUENCE restarted RESTART WITH 42;
                """));
        RecordingContext context = servers.context();
        new AdvanceSequencesStep().run(context);
        servers.targetDatabase()
                .useSession(session ->
                        session.execute("INSERT INTO ahead VALUES (1), (500); INSERT INTO unused VALUES (70)"));
        new SetSequencesStep().run(context);
        for (String sequence : List.of("restarted", "round")) {
            assertThat(next(servers.targetDatabase(), sequence)).isEqualTo(next(servers.sourceDatabase(), sequence));
        }
        assertThat(next(servers.targetDatabase(), "ahead_id_seq")).isEqualTo(501);
        assertThat(next(servers.targetDatabase(), "unused_id_seq")).isEqualTo(71);
    }

    private static long next(Database database, String sequence) {
        return database.withSession(session ->
                session.queryOne("SELECT nextval(?::regclass) AS value", row -> row.number("value"), sequence));
    }

    @Test
    void keepsThePasswordOutOfStatementsAndErrors(TwoPostgres servers) {
        RecordingContext context = prepared(servers);
        new CreateMarkerStep().run(context);
        assertThatThrownBy(() -> new CreateSubscriptionStep().run(wrongPassword(servers)))
                .isInstanceOf(DatabaseException.class)
                .hasMessageNotContaining("it's \\ wrong");
        new CreatePublicationStep().run(context);
        new CreateSubscriptionStep().run(context);
        assertThat(context.statements().stream().map(statement -> statement.sql()))
                .noneMatch(
                        sql -> sql.contains(servers.sourceSettings().password().reveal()))
                .anyMatch(sql -> sql.startsWith("CREATE SUBSCRIPTION") && sql.contains(Password.MASK));
        PhaseRun.replicate(context).takeBack();
    }

    @Test
    void writersAreStoppedAndLetGoAgain(TwoPostgres servers) {
        RecordingContext context = prepared(servers);
        servers.sourceDatabase().useSession(session -> {
            session.execute("SET application_name = 'shop'");
            new FreezeWritesStep(true).run(context);
            assertThatThrownBy(() -> session.execute("INSERT INTO item (name) VALUES ('late')"))
                    .isInstanceOf(DatabaseException.class);
        });
        assertThatThrownBy(() -> servers.sourceDatabase()
                        .useSession(session -> session.execute("INSERT INTO item (name) VALUES ('late')")))
                .isInstanceOfSatisfying(
                        DatabaseException.class, e -> assertThat(e.state()).isEqualTo(new SqlState("25006")));
        new PhaseRun(context, Phase.CUTOVER).takeBack();
        servers.sourceDatabase().useSession(session -> session.execute("INSERT INTO item (name) VALUES ('back')"));
        assertThat(context.events(FreezeBegun.class)).hasSize(1);
        assertThat(context.events(FreezeLifted.class)).hasSize(1);
        assertThat(context.state().writesFrozen()).isFalse();
    }

    @Test
    void doesNotCallWritesStoppedWhileSessionsAreOutOfReach(TwoPostgres servers) {
        RecordingContext context = prepared(servers);
        servers.sourceAdmin().useSession(session -> {
            session.execute("CREATE ROLE out_of_reach LOGIN PASSWORD 'x'");
            try {
                Database other = new Database(
                        servers.sourceSettings().withUser("out_of_reach").withPassword(Password.of("x")), "other");
                other.useSession(open -> assertThatThrownBy(() -> new FreezeWritesStep(true).run(context))
                        .isInstanceOf(StepFailedException.class)
                        .hasMessage(
                                "The source did not let role store_owner end sessions of other roles, which may still"
                                        + " write."));
                new FreezeWritesStep(true).undo(context);
            } finally {
                session.execute("DROP ROLE out_of_reach");
            }
        });
        assertThat(context.events(FreezeLifted.class)).hasSize(1);
        new FreezeWritesStep(true).run(context);
        new FreezeWritesStep(true).undo(context);
    }

    @Test
    void doesNotCallTablesEqualThatDiffer(TwoPostgres servers) {
        RecordingContext context = prepared(servers);
        Steps.of(Method.LOGICAL_REPLICATION, Phase.REPLICATE).forEach(step -> step.run(context));
        servers.targetDatabase().useSession(session -> session.execute("DELETE FROM item WHERE id = 5"));
        assertThatThrownBy(() -> new CompareFrozenRowsStep().run(context))
                .isInstanceOf(StepFailedException.class)
                .hasMessage("1 table does not have the same rows on both servers: public.item.");
        PhaseRun.replicate(context).takeBack();
    }

    @Test
    void doesNotCallAnythingEqualWhileWritesGoOn(TwoPostgres servers) {
        RecordingContext context = prepared(servers);
        new CompareRowsStep().run(context);
        assertThat(context.events(TablesCompared.class).get(0).verification().tables())
                .isNotEmpty()
                .allMatch(table -> table.verdict() == Verdict.NOT_VERIFIED);
    }

    @Test
    void carriesLargeObjectsBesideTheRows(TwoPostgres servers) {
        RecordingContext context = prepared(servers);
        servers.sourceDatabase().useSession(session -> session.execute("SELECT lo_create(4711), lo_create(4712)"));
        Steps.of(Method.LOGICAL_REPLICATION, Phase.REPLICATE).forEach(step -> step.run(context));
        servers.sourceDatabase().useSession(session -> session.execute("SELECT lo_put(4711, 0, 'later')"));
        new PhaseRun(context, Phase.CUTOVER).run();

        assertThat(context.state().verification().orElseThrow().tables())
                .contains(new TableComparison(
                        QualifiedName.of("pg_catalog", "pg_largeobject"),
                        OptionalLong.of(2),
                        OptionalLong.of(2),
                        Verdict.EQUAL,
                        ""));
        new PhaseRun(context, Phase.CUTOVER).takeBack();
        PhaseRun.replicate(context).takeBack();
        assertThat(leftovers(context)).isEmpty();
    }

    private static void migrate(TwoPostgres servers, RecordingContext context) {
        Steps.of(Method.LOGICAL_REPLICATION, Phase.REPLICATE).forEach(step -> step.run(context));
        servers.sourceDatabase().useSession(session -> {
            session.execute("INSERT INTO item (name) SELECT 'later ' || n FROM generate_series(1, 500) n");
            session.execute("UPDATE item SET name = 'changed' WHERE id % 10 = 0");
            session.execute("DELETE FROM item WHERE id % 7 = 0");
            session.execute("DELETE FROM \"Odd \"\"name\"\"; --\" WHERE code = 'a'");
        });
        Steps.of(Method.LOGICAL_REPLICATION, Phase.SEQUENCES).forEach(step -> step.run(context));
        new PhaseRun(context, Phase.CUTOVER).run();
        assertThat(context.events(Drained.class)).hasSize(1);
        assertThat(context.state().verification().orElseThrow().sentence())
                .isEqualTo("verified: 4 tables, 1317 rows, 0 differences");
        assertThat(items(servers.targetDatabase())).isEqualTo(items(servers.sourceDatabase()));
        assertThat(context.events(SequencesSet.class).get(1).values())
                .containsExactly(
                        value("Down", OptionalLong.of(-4)),
                        value("item_id_seq", OptionalLong.of(1500)),
                        value("never_used", OptionalLong.empty()),
                        new SequenceValue(
                                QualifiedName.of("public", "tiny"),
                                OptionalLong.of(32_000),
                                OptionalLong.of(32_000),
                                OptionalLong.of(32_000),
                                true,
                                "2 % of its values are left"));
        Steps.of(Method.LOGICAL_REPLICATION, Phase.FINISH).forEach(step -> step.run(context));
        assertThat(leftovers(context)).isEmpty();
        new PhaseRun(context, Phase.CUTOVER).takeBack();
    }

    private static SequenceValue value(String name, OptionalLong value) {
        return new SequenceValue(QualifiedName.of("public", name), value, value, value, true, "");
    }

    private static List<String> items(Database database) {
        return database.withSession(
                session -> session.query("SELECT item::text AS item FROM item ORDER BY id", row -> row.text("item")));
    }

    private static List<String> leftovers(RecordingContext context) {
        try {
            new ListLeftoversStep().run(context);
        } catch (StepFailedException somethingIsLeft) {
            // It was told before.
        }
        List<LeftoversListed> listed = context.events(LeftoversListed.class);
        return listed.get(listed.size() - 1).leftovers();
    }

    private static RecordingContext wrongPassword(TwoPostgres servers) {
        return new RecordingContext(servers.plan()
                .withPasswords(
                        Password.of("it's \\ wrong"), servers.targetSettings().password()));
    }

    private static RecordingContext prepared(TwoPostgres servers) {
        both(servers, SCHEMA);
        servers.sourceDatabase().useSession(session -> session.execute(ROWS));
        return servers.context();
    }

    private static void both(TwoPostgres servers, String sql) {
        Stream.of(servers.sourceDatabase(), servers.targetDatabase())
                .forEach(database -> database.useSession(session -> session.execute(sql)));
    }
}
