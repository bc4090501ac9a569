package dev.planetfall.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.LastComparison;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.testing.MovingApplication;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import dev.planetfall.ui.FxThread;
import dev.planetfall.ui.Person;
import dev.planetfall.ui.Snapshots;
import dev.planetfall.ui.control.Banner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;

/** The cutover as a person does it on two servers: tried, too slow, done, and rolled back. */
@ExtendWith(TwoPostgresExtension.class)
@PostgresPair(source = 17, target = 18)
@Timeout(180)
class CutOverPagePostgresTest extends WindowTest {
    private static final int CUT_OVER = 10;

    private FxRobot robot;
    private Person person;

    @Test
    void rehearsesIsStoppedByTheLimitCutsOverAndRollsBack(FxRobot newRobot, TwoPostgres servers) {
        robot = newRobot;
        person = new Person(robot);
        String role = servers.sourceSettings().user();
        servers.sourceAdmin().useSession(session -> session.execute("GRANT pg_create_subscription TO " + role));
        MovingApplication.makeTables(servers.sourceDatabase());
        MovingApplication.fillTables(servers.sourceDatabase());
        try (MovingApplication application = MovingApplication.start(servers.sourceDatabase(), 50)) {
            prepare(servers);
            rehearses();
            isStoppedByTheLimit(servers);
            application.awaitMore(10);
            cutsOver();
            application.moveTo(servers.targetDatabase());
            application.awaitMore(100);
            rollsBack();
            application.moveTo(servers.sourceDatabase());
            application.awaitMore(50);
            application.stop();
            assertThat(application.wrongIn(servers.sourceDatabase())).isEmpty();
            wizard.migration().stopWatching();
            assertThat(wizard.migration().undo(Phase.CUTOVER).join()).isEqualTo(PhaseStatus.NOT_STARTED);
            assertThat(wizard.migration().undo(Phase.REPLICATE).join()).isEqualTo(PhaseStatus.NOT_STARTED);
            robot.interact(window::close);
        } finally {
            servers.sourceAdmin()
                    .despiteFreeze()
                    .useSession(session -> session.execute("REVOKE pg_create_subscription FROM " + role));
        }
    }

    private void prepare(TwoPostgres servers) {
        robot.interact(() -> {
            wizard.plan().source(servers.sourceSettings()).target(servers.targetSettings());
            wizard.decide();
        });
        for (Phase phase : List.of(Phase.CONNECT, Phase.SCHEMA, Phase.REPLICATE, Phase.VERIFY, Phase.SEQUENCES)) {
            assertThat(wizard.migration().run(phase).join()).isEqualTo(PhaseStatus.DONE);
        }
        robot.interact(() -> wizard.showPage(CUT_OVER));
        person.await(
                "the way back to be chosen", () -> on(() -> check("way-back").isSelected()));
        person.await(
                "the application's sessions",
                () -> on(() -> robot.lookup("#writer-sessions")
                                .queryAs(TableView.class)
                                .getItems()
                                .size()
                        == 4));
    }

    private void rehearses() {
        person.await("the conditions", () -> on(() -> !button("rehearse").isDisabled()));
        robot.interact(() -> button("rehearse").fire());
        person.await(
                "the rehearsal",
                () -> person.banner("rehearsal-result")
                        .startsWith(
                                "Nobody was stopped. A cutover now would keep your application from writing for about "));
        picture("cutover-rehearsed");
    }

    private void isStoppedByTheLimit(TwoPostgres servers) {
        // The slot of a way back would wait for the transaction below while writers still write.
        robot.interact(() -> wizard.plan().drainTimeout(Duration.ofSeconds(2)).wayBack(false));
        servers.targetDatabase().useSession(session -> {
            session.execute("BEGIN");
            session.execute("ALTER SEQUENCE ledger_id_seq CACHE 1");
            press();
            person.await("the cutover to fail", () -> state().status(Phase.CUTOVER) == PhaseStatus.FAILED);
            session.execute("ROLLBACK");
        });
        person.await(
                "the page to say why",
                () -> on(() -> robot.lookup(".banner").queryAllAs(Banner.class).stream()
                        .anyMatch(banner -> banner.text()
                                .startsWith("Writes on the source had been stopped for 2 s, and this was not done."))));
        picture("cutover-failed");
        assertThat(state().writesFrozen()).isFalse();
        assertThat(state().wayBack().isArmed()).isFalse();
        robot.interact(() -> wizard.plan().drainTimeout(Duration.ofSeconds(30)).wayBack(true));
    }

    private void cutsOver() {
        robot.interact(() -> robot.lookup("#compare-" + LastComparison.NOTHING.keyword())
                .queryAs(RadioButton.class)
                .fire());
        person.await(
                "replication to have caught up",
                () -> on(() -> !check("confirm").isDisabled()));
        press();
        person.await(
                "PlanetScale to be ready",
                () -> person.banner("cutover-result")
                        .startsWith("Every change has arrived. Not verified: the rows were not compared"));
        picture("cutover-done");
        assertThat(state().wayBack().isArmed()).isTrue();
    }

    private void rollsBack() {
        robot.interact(() -> button("roll-back").fire());
        robot.interact(() -> button("way-back-confirm").fire());
        person.await(
                "the roll back",
                () -> person.banner("rolled-back").startsWith("Rolled back. The source has every row"));
        picture("cutover-rolled-back-really");
        assertThat(state().writesFrozen()).isFalse();
    }

    /** The page scrolls while conditions change, so these are not clicked with the pointer. */
    private void press() {
        person.await("the conditions", () -> on(() -> !check("confirm").isDisabled()));
        robot.interact(() -> check("confirm").setSelected(true));
        person.await("the button", () -> on(() -> !button("primary-action").isDisabled()));
        robot.interact(() -> button("primary-action").fire());
    }

    private MigrationState state() {
        return wizard.migration().state();
    }

    private CheckBox check(String id) {
        return robot.lookup("#" + id).queryAs(CheckBox.class);
    }

    private Button button(String id) {
        return robot.lookup("#" + id).queryAs(Button.class);
    }

    private static boolean on(java.util.function.BooleanSupplier question) {
        return FxThread.ask(question::getAsBoolean);
    }

    private void picture(String name) {
        robot.interact(() -> Snapshots.save(stage.getScene(), Path.of("target", "pictures", name + ".png")));
    }
}
