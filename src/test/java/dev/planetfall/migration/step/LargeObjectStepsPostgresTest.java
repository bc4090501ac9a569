package dev.planetfall.migration.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planetfall.migration.CutoverEvent.FreezeBegun;
import dev.planetfall.migration.MigrationEvent.PhaseEnded;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.migration.TableComparison.Verdict;
import dev.planetfall.migration.verify.CaughtUp;
import dev.planetfall.migration.verify.RowComparison;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.LargeObjects;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TwoPostgresExtension.class)
class LargeObjectStepsPostgresTest {
    private static final Step COPY = new CopyLargeObjectsStep();
    private static final Step UPDATE = new UpdateLargeObjectsStep();
    private static final Step FORGET = new ForgetLargeObjectsStep();

    /** Objects of no byte, of one piece to the byte, of several, and one that ends in a hole. */
    private static final String OBJECTS = """
            SELECT lo_create(5001), lo_from_bytea(5002, 'small'), lo_from_bytea(4000000000, 'last'),
                   lo_from_bytea(5003, convert_to(repeat('1234567', 149797) || '89012345', 'UTF8')),
                   lo_from_bytea(5004, convert_to(repeat(md5('x'), 100000), 'UTF8'));
            SELECT lo_put(5005, 2500000, 'end') FROM lo_create(5005);
            COMMENT ON LARGE OBJECT 5002 IS 'It''s; a \\ comment';
            GRANT SELECT ON LARGE OBJECT 5002 TO PUBLIC;
            GRANT SELECT, UPDATE ON LARGE OBJECT 5004 TO pg_monitor WITH GRANT OPTION;
            """;

    private static final String ALL = """
            SELECT m.oid || ' ' || encode(sha256(lo_get(m.oid)), 'hex') || ' ' || length(lo_get(m.oid)) || ' '
                   || coalesce(obj_description(m.oid, 'pg_largeobject'), '') || ' '
                   || array(SELECT CASE x.grantee WHEN 0 THEN '' ELSE pg_get_userbyid(x.grantee) END
                                   || x.privilege_type || x.is_grantable
                            FROM aclexplode(m.lomacl) x WHERE x.grantee <> m.lomowner ORDER BY 1)::text AS line
            FROM pg_largeobject_metadata m ORDER BY m.oid
            """;

    @Test
    void carriesObjectsWithNumbersCommentsAndRights(TwoPostgres servers) {
        assertCarried(servers);
    }

    @Test
    @PostgresPair(source = 17, target = 17)
    void carriesObjectsBetweenSeventeens(TwoPostgres servers) {
        assertCarried(servers);
    }

    @Test
    @PostgresPair(source = 18, target = 18)
    void carriesObjectsBetweenEighteens(TwoPostgres servers) {
        assertCarried(servers);
    }

    private static void assertCarried(TwoPostgres servers) {
        source(servers, OBJECTS);
        RecordingContext context = servers.context();
        assertThat(COPY.isDone(context)).isFalse();
        COPY.run(context);
        assertThat(COPY.isDone(context)).isTrue();
        assertThat(objects(servers.targetDatabase())).hasSize(6).isEqualTo(objects(servers.sourceDatabase()));

        source(servers, """
                SELECT lo_put(5002, 2, 'ALL and more'), lo_unlink(5001), lo_from_bytea(5006, 'new');
                SELECT lo_truncate(lo_open(5004, 131072), 1500000);
                SELECT lo_put(5005, 1200000, 'hole');
                COMMENT ON LARGE OBJECT 5002 IS NULL;
                """);
        UPDATE.run(context);
        assertThat(objects(servers.targetDatabase())).isEqualTo(objects(servers.sourceDatabase()));
        assertThat(comparison(context, true)).containsExactly(row(6, 6, Verdict.EQUAL, ""));
        assertThat(comparison(context, false)).containsExactly(row(6, 6, Verdict.NOT_VERIFIED, "Writes go on"));
        context.report(new FreezeBegun(Instant.EPOCH));
        assertThat(comparison(context, false)).containsExactly(row(6, 6, Verdict.NOT_VERIFIED, "Trial"));

        FORGET.run(context);
        new DropMarkerStep().run(context);
        assertThat(FORGET.isDone(context)).isTrue();
        assertThat(objects(servers.targetDatabase())).hasSize(6);
        assertThat(number(
                        servers.targetDatabase(),
                        "SELECT count(*) AS n FROM pg_namespace WHERE nspname = '_planetfall'"))
                .isZero();
    }

    @Test
    void givesObjectsToTheirOwnerWherePlanetScaleHasTheRole(TwoPostgres servers) {
        String role = servers.plan().id() + "_owner";
        servers.sourceAdmin().useSession(session -> {
            session.execute("CREATE ROLE " + role);
            session.execute("GRANT " + role + " TO " + servers.sourceSettings().user());
        });
        servers.targetDatabase().useSession(session -> session.execute("CREATE ROLE " + role));
        servers.targetAdmin()
                .useSession(session -> session.execute(
                        "GRANT " + role + " TO " + servers.targetSettings().user() + " WITH INHERIT TRUE, SET TRUE"));
        source(servers, "SELECT lo_from_bytea(1, 'a'), lo_from_bytea(2, 'b'); ALTER LARGE OBJECT 1 OWNER TO " + role);
        RecordingContext context = servers.context();
        COPY.run(context);
        source(servers, "SELECT lo_put(1, 0, 'c')");
        UPDATE.run(context);
        try {
            assertThat(owners(servers.targetDatabase()))
                    .containsExactly(role, servers.targetSettings().user());
            assertThat(objects(servers.targetDatabase())).isEqualTo(objects(servers.sourceDatabase()));
        } finally {
            COPY.undo(context);
            source(servers, "SELECT lo_unlink(1)");
            servers.sourceAdmin().useSession(session -> session.execute("DROP ROLE " + role));
            servers.targetAdmin().useSession(session -> session.execute("DROP ROLE " + role));
        }
    }

    @Test
    void findsOnlyWhatChangedInTheCutover(TwoPostgres servers) {
        source(servers, OBJECTS + "SELECT lo_put(5004, 40000000, 'far')");
        RecordingContext context = servers.context();
        COPY.run(context);
        source(servers, "SELECT lo_put(5004, 20000000, 'changed')");
        long copied = moves(context);
        UPDATE.run(context);
        assertThat(moves(context)).isEqualTo(copied + 1);
        assertThat(objects(servers.targetDatabase())).isEqualTo(objects(servers.sourceDatabase()));

        UPDATE.run(context);
        assertThat(moves(context)).as("a second look moves nothing").isEqualTo(copied + 1);
    }

    @Test
    void asksForManySmallObjectsAtOnce(TwoPostgres servers) {
        source(
                servers,
                "SELECT count(lo_from_bytea(10000 + g, convert_to(md5(g::text), 'UTF8')))"
                        + " FROM generate_series(1, 5000) g");
        RecordingContext context = servers.context();
        COPY.run(context);
        assertThat(context.statements().size()).isLessThan(300);
        int copied = context.statements().size();
        UPDATE.run(context);
        assertThat(context.statements().size() - copied).isLessThan(250);
        assertThat(objects(servers.targetDatabase())).isEqualTo(objects(servers.sourceDatabase()));
        COPY.undo(context);
        assertThat(objects(servers.targetDatabase())).isEmpty();
    }

    @Test
    void goesOnWhereItBrokeOff(TwoPostgres servers) {
        source(servers, "SELECT lo_create(7)");
        for (int megabytes = 0; megabytes < 160; megabytes += 16) {
            source(
                    servers,
                    "SELECT lo_put(7, %d::bigint << 20, convert_to(repeat(md5('%d'), 524288), 'UTF8'))"
                            .formatted(megabytes, megabytes));
        }
        RecordingContext broken = servers.context();
        CompletableFuture<Void> copy = CompletableFuture.runAsync(() -> COPY.run(broken));
        awaitBytes(servers.targetDatabase(), 7, 32L << 20);
        servers.targetAdmin()
                .useSession(session -> session.query(
                        "SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity"
                                + " WHERE datname = current_database() AND application_name = 'planetfall' AND usename = ?",
                        row -> row.flag("ended"),
                        servers.targetSettings().user()));
        assertThatThrownBy(copy::join).hasCauseInstanceOf(DatabaseException.class);

        RecordingContext context = servers.context();
        assertThat(COPY.isDone(context)).isFalse();
        COPY.run(context);
        assertThat(moves(context)).as("16 MB each, of which two were there").isBetween(1L, 8L);
        assertThat(COPY.isDone(context)).isTrue();
        assertThat(objects(servers.targetDatabase())).isEqualTo(objects(servers.sourceDatabase()));
    }

    @Test
    void changesNothingWhenANumberIsTaken(TwoPostgres servers) {
        source(servers, "SELECT lo_from_bytea(1, 'a'), lo_from_bytea(2, 'b')");
        servers.targetDatabase().useSession(session -> session.execute("SELECT lo_from_bytea(2, 'mine')"));
        List<String> before = objects(servers.targetDatabase());
        assertThatThrownBy(() -> COPY.run(servers.context()))
                .isInstanceOf(StepFailedException.class)
                .hasMessage("PlanetScale has other large objects under numbers that the source uses: 2.");
        assertThat(objects(servers.targetDatabase())).isEqualTo(before);
    }

    @Test
    void leavesAlonePeoplesOwnObjects(TwoPostgres servers) {
        source(servers, "SELECT lo_from_bytea(1, 'a'), lo_from_bytea(3, 'b')");
        servers.targetDatabase().useSession(session -> session.execute("SELECT lo_from_bytea(2, 'mine')"));
        List<String> before = objects(servers.targetDatabase());
        RecordingContext context = servers.context();
        COPY.run(context);
        UPDATE.run(context);
        assertThat(comparison(context, true)).containsExactly(row(2, 2, Verdict.EQUAL, ""));
        COPY.undo(context);
        COPY.undo(context);
        assertThat(objects(servers.targetDatabase())).isEqualTo(before);
    }

    @Test
    void keepsTheObjectsWhenReplicationIsDroppedAfterTheCutover(TwoPostgres servers) {
        source(servers, "SELECT lo_from_bytea(1, 'a')");
        RecordingContext context = servers.context();
        COPY.run(context);
        context.report(new PhaseEnded(Instant.now(), Phase.CUTOVER, PhaseStatus.DONE));
        COPY.undo(context);
        assertThat(objects(servers.targetDatabase())).isEqualTo(objects(servers.sourceDatabase()));
        assertThat(FORGET.isDone(context)).isTrue();
    }

    @Test
    void tellsOfObjectsThatCannotBeRead(TwoPostgres servers) {
        source(servers, "SELECT lo_from_bytea(1, 'a')");
        servers.sourceAdmin().useSession(session -> session.execute("SELECT lo_from_bytea(2, 'hidden')"));
        RecordingContext context = servers.context();
        COPY.run(context);
        assertThat(COPY.isDone(context)).isTrue();
        UPDATE.run(context);
        assertThat(comparison(context, true))
                .containsExactly(row(
                        2,
                        1,
                        Verdict.NOT_VERIFIED,
                        "1 large object could not be read on the source: move them yourself"));
    }

    @Test
    void callsALostObjectADifference(TwoPostgres servers) {
        source(servers, "SELECT lo_from_bytea(1, 'a')");
        RecordingContext context = servers.context();
        UPDATE.run(context);
        servers.targetDatabase().useSession(session -> session.execute("SELECT lo_unlink(1)"));
        assertThat(comparison(context, true)).containsExactly(row(1, 0, Verdict.DIFFERS, ""));
        UPDATE.run(context);
        assertThat(comparison(context, true)).containsExactly(row(1, 1, Verdict.EQUAL, ""));
    }

    @Test
    void copiesNoneWhenTheyAreLeftOut(TwoPostgres servers) {
        source(servers, "SELECT lo_from_bytea(1, 'a')");
        RecordingContext context =
                new RecordingContext(new PlanBuilder(servers.plan().id())
                        .source(servers.sourceSettings())
                        .target(servers.targetSettings())
                        .scope(new Scope(Set.of(), Set.of(LargeObjects.TABLE)))
                        .build()
                        .orElseThrow());
        assertThat(COPY.isDone(context)).isTrue();
        COPY.run(context);
        UPDATE.run(context);
        assertThat(comparison(context, true)).isEmpty();
        assertThat(objects(servers.targetDatabase())).isEmpty();
    }

    @Test
    void countsThemAsNeededDisk(TwoPostgres servers) {
        RecordingContext context = servers.context();
        new MeasureDiskStep().run(context);
        assertThat(context.state().disk().orElseThrow().measuredBytes()).isZero();
        source(servers, "SELECT lo_from_bytea(1, 'a')");
        new MeasureDiskStep().run(context);
        assertThat(context.state().disk().orElseThrow().measuredBytes()).isPositive();
    }

    private static List<TableComparison> comparison(RecordingContext context, boolean frozen) {
        return (frozen ? RowComparison.whileFrozen(context) : RowComparison.whileWritesGoOn(context, CaughtUp.AT_ONCE))
                .tables();
    }

    private static TableComparison row(long source, long target, Verdict verdict, String note) {
        return new TableComparison(LargeObjects.TABLE, OptionalLong.of(source), OptionalLong.of(target), verdict, note);
    }

    /** How many times pieces went through this computer. */
    private static long moves(RecordingContext context) {
        return context.statements().stream()
                .filter(statement -> statement.sql().startsWith("COPY pg_temp"))
                .count();
    }

    private static void awaitBytes(Database database, long oid, long bytes) {
        Instant giveUp = Instant.now().plus(Duration.ofSeconds(60));
        while (Instant.now().isBefore(giveUp)
                && database.withSession(session -> new LargeObjects(session).among(List.of(oid))).stream()
                        .noneMatch(object -> object.bytes() >= bytes)) {
            Thread.onSpinWait();
        }
    }

    private static List<String> objects(Database database) {
        return database.withSession(session -> session.query(ALL, row -> row.text("line")));
    }

    private static List<String> owners(Database database) {
        return database.withSession(session -> session.query(
                "SELECT pg_get_userbyid(lomowner) AS owner FROM pg_largeobject_metadata ORDER BY oid",
                row -> row.text("owner")));
    }

    private static long number(Database database, String query) {
        return database.withSession(session -> session.queryOne(query, row -> row.number("n")));
    }

    private static void source(TwoPostgres servers, String sql) {
        servers.sourceDatabase().useSession(session -> session.execute(sql));
    }
}
