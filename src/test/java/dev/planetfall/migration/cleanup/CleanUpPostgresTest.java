package dev.planetfall.migration.cleanup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planetfall.migration.CleanUpEvent.RemnantRemoved;
import dev.planetfall.migration.CutoverEvent.FreezeBegun;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationEvent.LeftoversListed;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.Remnant;
import dev.planetfall.migration.Remnant.Kind;
import dev.planetfall.migration.Remnant.Owner;
import dev.planetfall.migration.Remnants;
import dev.planetfall.migration.SearchedServer;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.migration.step.Steps;
import dev.planetfall.postgres.Database;
import dev.planetfall.testing.PhaseRun;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What migrations leave on two real servers, and what the clean-up makes of it. */
@ExtendWith(TwoPostgresExtension.class)
class CleanUpPostgresTest {
    private static final String SCHEMA = "CREATE TABLE item (id int PRIMARY KEY, name text)";

    @Test
    void findsEverythingOfARunningMigrationWithTheStatementsThatRemoveIt(TwoPostgres servers) {
        RecordingContext context = replicating(servers);
        String name = context.plan().names().slot().name();

        Remnants found = RemnantSearch.tell(context);

        assertThat(found.source().remnants().stream().map(CleanUpPostgresTest::withoutSizes))
                .containsExactly(
                        own(
                                Side.SOURCE,
                                Kind.REPLICATION_SLOT,
                                name,
                                ", keeps some log",
                                "SELECT pg_drop_replication_slot('" + name + "');"),
                        own(Side.SOURCE, Kind.PUBLICATION, name, "", "DROP PUBLICATION \"" + name + "\";"),
                        marker(Side.SOURCE),
                        schema(Side.SOURCE));
        assertThat(found.target().remnants())
                .containsExactly(
                        own(
                                Side.TARGET,
                                Kind.SUBSCRIPTION,
                                name,
                                "",
                                "ALTER SUBSCRIPTION \"" + name + "\" DISABLE;",
                                "ALTER SUBSCRIPTION \"" + name + "\" SET (slot_name = NONE);",
                                "DROP SUBSCRIPTION \"" + name + "\";"),
                        marker(Side.TARGET),
                        schema(Side.TARGET));
        assertThat(context.state().remnants()).contains(found);
        finish(context);
        assertThat(context.state().remnants().orElseThrow().isProvenGone()).isTrue();
        assertThat(context.state().leftovers()).contains(List.of());
    }

    @Test
    void removesWhatAWayBackMadeInTheOtherDirection(TwoPostgres servers) {
        cleansTheWayBack(servers);
    }

    @Test
    @PostgresPair(source = 15, target = 17)
    void removesWhatAWayBackMadeOnSeventeen(TwoPostgres servers) {
        cleansTheWayBack(servers);
    }

    private static void cleansTheWayBack(TwoPostgres servers) {
        RecordingContext context = replicating(servers);
        String name = context.reversed().plan().names().slot().quoted();
        servers.targetDatabase().useSession(session -> {
            session.execute("CREATE PUBLICATION " + name + " FOR TABLE item");
            session.execute("SELECT pg_create_logical_replication_slot('"
                    + context.reversed().plan().names().slot() + "', 'pgoutput')");
        });
        servers.sourceAdmin()
                .useSession(session -> session.execute("CREATE SUBSCRIPTION " + name
                        + " CONNECTION 'host=nowhere.invalid' PUBLICATION " + name
                        + " WITH (connect = false, slot_name = NONE)"));
        servers.sourceAdmin()
                .useSession(session -> session.execute("ALTER SUBSCRIPTION " + name + " OWNER TO postgres"));
        Remnants before = RemnantSearch.tell(context);
        assertThat(before.target().own())
                .extracting(Remnant::kind)
                .containsExactly(Kind.SUBSCRIPTION, Kind.REPLICATION_SLOT, Kind.PUBLICATION, Kind.ENTRY, Kind.SCHEMA);
        assertThat(before.source().own())
                .extracting(Remnant::kind)
                .containsExactly(Kind.SUBSCRIPTION, Kind.REPLICATION_SLOT, Kind.PUBLICATION, Kind.ENTRY, Kind.SCHEMA);
        servers.sourceAdmin()
                .useSession(session -> before.source().own().get(0).statements().forEach(session::execute));

        finish(context);
        finish(context);

        assertThat(RemnantSearch.tell(context)).isEqualTo(new Remnants(searched(Side.SOURCE), searched(Side.TARGET)));
    }

    @Test
    void cleansPlanetScaleWhileTheSourceIsAwayAndTheRestLater(TwoPostgres servers) {
        RecordingContext context = replicating(servers);
        RecordingContext away = new RecordingContext(PlanBuilder.from(servers.plan())
                .source(servers.sourceSettings().withPort(1))
                .build()
                .orElseThrow());
        away.report(new dev.planetfall.migration.CleanUpEvent.ServersSearched(
                away.clock().instant(), RemnantSearch.tell(context)));
        String name = context.plan().names().slot().name();

        assertThatThrownBy(() -> finish(away)).isInstanceOfSatisfying(StepFailedException.class, failed -> {
            assertThat(failed).hasMessageStartingWith("The source did not answer, so nothing was removed there.");
            assertThat(failed.failure().advice())
                    .isEqualTo("Run the clean-up again once it answers: it finishes the rest. Or let somebody run"
                            + " these statements on the source, in this order:\n"
                            + "SELECT pg_drop_replication_slot('" + name + "');\n"
                            + "DROP PUBLICATION \"" + name + "\";\n"
                            + "DROP TABLE \"_planetfall\".\"marker\";\n"
                            + "DROP SCHEMA \"_planetfall\";");
        });

        Remnants after = away.state().remnants().orElseThrow();
        assertThat(after.isProvenGone()).isFalse();
        assertThat(after.target()).isEqualTo(searched(Side.TARGET));
        assertThat(away.state().leftovers().orElseThrow())
                .hasSize(5)
                .first()
                .asString()
                .startsWith("The source did not answer: ");
        finish(context);
        assertThat(context.state().remnants().orElseThrow().isProvenGone()).isTrue();
    }

    @Test
    void cleansTheSourceWhilePlanetScaleIsAwayAndTellsTheRest(TwoPostgres servers) {
        RecordingContext context = replicating(servers);
        RecordingContext away = new RecordingContext(PlanBuilder.from(servers.plan())
                .target(servers.targetSettings().withPort(1))
                .build()
                .orElseThrow());

        assertThatThrownBy(() -> finish(away))
                .isInstanceOf(StepFailedException.class)
                .hasMessageStartingWith("PlanetScale did not answer, so nothing was removed there.");

        Remnants after = away.state().remnants().orElseThrow();
        assertThat(after.source().own()).isEmpty();
        // By hand, as the sentence says; twice, because nobody knows what is there.
        for (int i = 0; i < 2; i++) {
            servers.targetDatabase()
                    .useSession(session -> after.target()
                            .own()
                            .forEach(remnant -> remnant.statements().forEach(session::execute)));
        }
        assertThat(RemnantSearch.tell(context).own())
                .extracting(Remnant::described)
                .containsExactly("entry in _planetfall.marker", "schema _planetfall");
        finish(context);
    }

    @Test
    @Timeout(90)
    void waitsNotLongForAServerThatTakesTheCallAndSaysNothing(TwoPostgres servers) throws IOException {
        RecordingContext context = replicating(servers);
        try (ServerSocket silent = new ServerSocket(0)) {
            RecordingContext away = new RecordingContext(PlanBuilder.from(servers.plan())
                    .source(servers.sourceSettings().withPort(silent.getLocalPort()))
                    .build()
                    .orElseThrow());
            assertThatThrownBy(() -> finish(away))
                    .isInstanceOf(StepFailedException.class)
                    .hasMessageStartingWith("The source did not answer, so nothing was removed there.");
            assertThat(away.state().remnants().orElseThrow().target().own()).isEmpty();
        }
        finish(context);
    }

    @Test
    void refusesToBeginWhenNeitherServerAnswers(TwoPostgres servers) {
        MigrationPlan nowhere = PlanBuilder.from(servers.plan())
                .source(servers.sourceSettings().withPort(1))
                .target(servers.targetSettings().withPort(1))
                .build()
                .orElseThrow();

        assertThatThrownBy(() -> finish(new RecordingContext(nowhere)))
                .isInstanceOf(StepFailedException.class)
                .hasMessageStartingWith("Neither server answered.");
    }

    @Test
    void removesWhatOtherToolsLeftOnlyWhereItWasChosenAndAsShown(TwoPostgres servers) {
        RecordingContext context = servers.context();
        servers.sourceDatabase().useSession(session -> {
            session.execute("CREATE SCHEMA bucardo");
            session.execute("CREATE TABLE bucardo.\"delta \"\"1\"\"\" (id int)");
            session.execute("CREATE TABLE _ps_migration_state (id int)");
            session.execute("CREATE PUBLICATION _planetscale_import_1764");
            session.execute("SELECT pg_create_logical_replication_slot('pgcopydb', 'pgoutput')");
            session.execute("CREATE SCHEMA planetfall_reports");
        });
        List<Remnant> others = RemnantSearch.tell(context).others();
        assertThat(others.stream().map(CleanUpPostgresTest::withoutSizes))
                .containsExactly(
                        other(
                                Kind.REPLICATION_SLOT,
                                "pgcopydb",
                                ", keeps some log",
                                "SELECT pg_drop_replication_slot('pgcopydb');"),
                        other(
                                Kind.PUBLICATION,
                                "_planetscale_import_1764",
                                "",
                                "DROP PUBLICATION \"_planetscale_import_1764\";"),
                        other(Kind.TABLE, "public._ps_migration_state", "", "DROP TABLE public._ps_migration_state;"),
                        other(Kind.SCHEMA, "bucardo", ", with everything in it", "DROP SCHEMA \"bucardo\" CASCADE;"));
        finish(context);
        assertThat(RemnantSearch.tell(context).others()).hasSize(4);

        Remnants after = RemnantRemoval.removeChosen(context, others.subList(0, 3));

        assertThat(after.others()).containsExactly(others.get(3));
        assertThat(context.events(RemnantRemoved.class))
                .extracting(RemnantRemoved::remnant)
                .containsExactlyElementsOf(others.subList(0, 3));
        assertThatThrownBy(() -> RemnantRemoval.removeChosen(context, List.of(others.get(0))))
                .isInstanceOf(StepFailedException.class)
                .hasMessage(
                        "The replication slot pgcopydb on the source is not as it was shown: it is gone or at work.");
    }

    @Test
    void offersDeadOriginsButNoneOfALivingSubscription(TwoPostgres servers) {
        RecordingContext context = replicating(servers);
        servers.targetAdmin().useSession(session -> {
            session.execute("SET allow_system_table_mods = on");
            session.execute("INSERT INTO pg_replication_origin VALUES (60001, 'pg_4000000001'),"
                    + " (60002, 'pg_4000000001_777')");
            try {
                assertThat(RemnantSearch.tell(context).others())
                        .containsExactly(origin("pg_4000000001"), origin("pg_4000000001_777"));
            } finally {
                session.execute("SELECT pg_replication_origin_drop('pg_4000000001')");
                session.execute("SELECT pg_replication_origin_drop('pg_4000000001_777')");
            }
        });
        finish(context);
    }

    @Test
    void leavesTheLinesOfAnotherMigrationAndSaysSo(TwoPostgres servers) {
        RecordingContext context = replicating(servers);
        Stream.of(servers.sourceDatabase(), servers.targetDatabase())
                .forEach(database -> database.useSession(session -> {
                    session.execute("CREATE PUBLICATION planetfall_other");
                    session.execute("INSERT INTO _planetfall.marker VALUES ('other', 0, now()) ON CONFLICT DO NOTHING");
                }));

        finish(context);

        assertThat(context.events(LeftoversListed.class).get(0).leftovers())
                .containsExactly(
                        "publication planetfall_other on the source, of another migration: leave it while that one runs",
                        "schema _planetfall on the source, of another migration: leave it while that one runs",
                        "publication planetfall_other on PlanetScale, of another migration: leave it while that one runs",
                        "schema _planetfall on PlanetScale, of another migration: leave it while that one runs");
        assertThat(rows(servers.sourceDatabase())).containsExactly("other");
        assertThat(rows(servers.targetDatabase())).containsExactly("other");
        servers.clean();
    }

    @Test
    void keepsTheOldDatabaseReadOnlyAndSaysSo(TwoPostgres servers) {
        RecordingContext context = servers.context();
        String database = context.plan().source().database();
        servers.sourceDatabase()
                .useSession(session ->
                        session.execute("ALTER DATABASE \"" + database + "\" SET default_transaction_read_only = on"));

        finish(context);

        assertThat(context.state().remnants().orElseThrow().others())
                .containsExactly(new Remnant(
                        Side.SOURCE,
                        Kind.SETTING,
                        "default_transaction_read_only",
                        Owner.KEPT,
                        ", so that nothing writes to the old database by mistake",
                        List.of(
                                "SET default_transaction_read_only = off;",
                                "ALTER DATABASE " + database + " RESET default_transaction_read_only;")));
        assertThat(context.state().leftovers()).contains(List.of());

        String role = "ALTER ROLE stubborn IN DATABASE " + database + " SET default_transaction_read_only = 'off'";
        context.report(new FreezeBegun(
                Instant.now(),
                Side.SOURCE,
                List.of("ALTER DATABASE " + database + " RESET default_transaction_read_only", role)));
        assertThat(RemnantSearch.tell(context).others()).singleElement().satisfies(kept -> {
            assertThat(kept.note())
                    .isEqualTo(", also set for 1 role, so that nothing writes to the old database by mistake");
            assertThat(kept.statements())
                    .containsExactly(
                            "SET default_transaction_read_only = off;",
                            "ALTER DATABASE " + database + " RESET default_transaction_read_only;",
                            role + ";");
        });
    }

    private static RecordingContext replicating(TwoPostgres servers) {
        Stream.of(servers.sourceDatabase(), servers.targetDatabase())
                .forEach(database -> database.useSession(session -> session.execute(SCHEMA)));
        servers.sourceDatabase().useSession(session -> session.execute("INSERT INTO item VALUES (1, 'a')"));
        RecordingContext context = servers.context();
        PhaseRun.replicate(context).run();
        return context;
    }

    private static void finish(RecordingContext context) {
        Steps.of(Method.LOGICAL_REPLICATION, Phase.FINISH).stream()
                .filter(step -> !step.isDone(context))
                .forEach(step -> step.run(context));
    }

    private static List<String> rows(Database database) {
        return database.withSession(
                session -> session.query("SELECT migration FROM _planetfall.marker", row -> row.text("migration")));
    }

    private static SearchedServer searched(Side side, Remnant... remnants) {
        return new SearchedServer(side, java.util.Optional.empty(), List.of(remnants));
    }

    private static Remnant withoutSizes(Remnant found) {
        return new Remnant(
                found.side(),
                found.kind(),
                found.name(),
                found.owner(),
                found.note().replaceFirst("keeps [0-9.]+ [kMGb][a-zB]+ of log", "keeps some log"),
                found.statements());
    }

    private static Remnant own(Side side, Kind kind, String name, String note, String... statements) {
        return new Remnant(side, kind, name, Owner.THIS_MIGRATION, note, List.of(statements));
    }

    private static Remnant marker(Side side) {
        return own(side, Kind.ENTRY, "_planetfall.marker", "", "DROP TABLE \"_planetfall\".\"marker\";");
    }

    private static Remnant schema(Side side) {
        return own(side, Kind.SCHEMA, "_planetfall", "", "DROP SCHEMA \"_planetfall\";");
    }

    private static Remnant origin(String name) {
        return new Remnant(
                Side.TARGET,
                Kind.REPLICATION_ORIGIN,
                name,
                Owner.OTHER_TOOL,
                ", of a subscription that is gone",
                List.of("SELECT pg_replication_origin_drop('" + name + "');"));
    }

    private static Remnant other(Kind kind, String name, String note, String statement) {
        return new Remnant(Side.SOURCE, kind, name, Owner.OTHER_TOOL, note, List.of(statement));
    }
}
