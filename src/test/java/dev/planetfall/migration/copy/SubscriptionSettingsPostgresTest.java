package dev.planetfall.migration.copy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.step.Step;
import dev.planetfall.migration.step.Steps;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** As an ordinary role finds them on its own subscription. */
@ExtendWith(TwoPostgresExtension.class)
class SubscriptionSettingsPostgresTest {
    private static final String SETTINGS = """
            SELECT concat_ws(', ', 'enabled=' || s.subenabled, 'binary=' || s.subbinary, 'streaming=' || s.substream::text,
                   'two_phase=' || s.subtwophasestate::text, 'disable_on_error=' || s.subdisableonerr,
                   'password_required=' || s.subpasswordrequired, 'run_as_owner=' || s.subrunasowner,
                   'synchronous_commit=' || s.subsynccommit, 'origin=' || s.suborigin,
                   'owner=' || s.subowner::regrole, 'superuser=' || r.rolsuper) AS settings
            FROM pg_subscription s JOIN pg_roles r ON r.oid = s.subowner WHERE s.subname = ?
            """;

    private static final String TEXT = "enabled=true, binary=false, streaming=p, two_phase=d, disable_on_error=false,"
            + " password_required=true, run_as_owner=false, synchronous_commit=off, origin=any, owner=pscale_default,"
            + " superuser=false";
    private static final String BINARY = TEXT.replace("binary=false", "binary=true");

    private static final String OF_EVERY_KIND = """
            CREATE TABLE item (id int PRIMARY KEY, at timestamptz, tags text[], price numeric(10, 2), span int4range, data jsonb)
            """;

    @Test
    @PostgresPair(source = 15, target = 18)
    void setsWhatEighteenKnowsForFifteen(TwoPostgres servers) {
        assertThat(found(servers, OF_EVERY_KIND)).isEqualTo(TEXT);
    }

    @Test
    @PostgresPair(source = 17, target = 17)
    void setsWhatSeventeenKnows(TwoPostgres servers) {
        assertThat(found(servers, OF_EVERY_KIND)).isEqualTo(BINARY);
    }

    @Test
    @PostgresPair(source = 18, target = 18)
    void setsWhatEighteenKnows(TwoPostgres servers) {
        assertThat(found(servers, OF_EVERY_KIND)).isEqualTo(BINARY);
    }

    @Test
    @PostgresPair(source = 18, target = 18)
    void sendsTextWhereATypeMayDifferOnTheOtherServer(TwoPostgres servers) {
        assertThat(found(
                        servers,
                        "CREATE TYPE mood AS ENUM ('good'); CREATE TABLE item (id int PRIMARY KEY, moods mood[])"))
                .isEqualTo(TEXT);
    }

    @Test
    @PostgresPair(source = 18, target = 18)
    void sendsTextWhereAColumnHasAnotherTypeOnTheTarget(TwoPostgres servers) {
        servers.targetDatabase().useSession(session -> session.execute("CREATE TABLE item (id bigint PRIMARY KEY)"));
        servers.sourceDatabase().useSession(session -> session.execute("CREATE TABLE item (id int PRIMARY KEY)"));

        assertThat(foundAfterwards(servers)).isEqualTo(TEXT);
    }

    @Test
    @PostgresPair(source = 18, target = 18)
    void sendsTextOnceEverythingIsLive(TwoPostgres servers) {
        both(servers, OF_EVERY_KIND);
        servers.sourceDatabase().useSession(session -> session.execute("INSERT INTO item VALUES (1, now(), '{a}', 2)"));
        RecordingContext context = servers.context();
        List<Step> steps = new ArrayList<>(Steps.of(Method.LOGICAL_REPLICATION, Phase.REPLICATE));
        try {
            steps.forEach(step -> step.run(context));
            assertThat(settings(context)).isEqualTo(TEXT);
            assertThat(steps).allMatch(step -> step.isDone(context));
        } finally {
            Collections.reverse(steps);
            steps.forEach(step -> step.undo(context));
        }
    }

    private static String found(TwoPostgres servers, String tables) {
        both(servers, tables);
        return foundAfterwards(servers);
    }

    private static void both(TwoPostgres servers, String sql) {
        for (var database : List.of(servers.sourceDatabase(), servers.targetDatabase())) {
            database.useSession(session -> session.execute(sql));
        }
    }

    private static String foundAfterwards(TwoPostgres servers) {
        RecordingContext context = servers.context();
        List<Step> steps = new ArrayList<>(Steps.of(Method.LOGICAL_REPLICATION, Phase.REPLICATE));
        try {
            steps.stream().filter(step -> !step.id().equals("wait-for-copy")).forEach(step -> step.run(context));
            return settings(context);
        } finally {
            Collections.reverse(steps);
            steps.forEach(step -> step.undo(context));
        }
    }

    private static String settings(MigrationContext context) {
        return context.target()
                .withReadOnlySession(target -> target.queryOne(
                        SETTINGS,
                        row -> row.text("settings"),
                        context.plan().names().subscription()));
    }
}
