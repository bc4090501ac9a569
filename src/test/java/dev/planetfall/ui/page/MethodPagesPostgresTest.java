package dev.planetfall.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationEvent.FindingReported;
import dev.planetfall.migration.MigrationEvent.PhaseStarted;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import dev.planetfall.ui.FxThread;
import dev.planetfall.ui.Person;
import dev.planetfall.ui.Samples;
import javafx.scene.Node;
import javafx.scene.control.RadioButton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** What a person clicks to choose among the methods and to let stopped writers on, on two servers. */
@ExtendWith(TwoPostgresExtension.class)
@Timeout(240)
class MethodPagesPostgresTest extends WindowTest {
    private static final int SCOPE = 3;
    private static final int CHECKS = 4;
    private static final int COPY_ROWS = 7;

    private FxRobot robot;
    private Person person;

    @Test
    void choosesAMethodUntilACopyWasBegun(FxRobot newRobot, TwoPostgres servers) {
        robot = newRobot;
        person = new Person(robot);
        connect(servers, SCOPE);

        person.click("method-dump");
        person.await("the plan", () -> state().method() == Method.DUMP_AND_RESTORE);
        person.click("method-stale");
        person.await("the other plan", () -> state().method() == Method.STALE_COPY);
        assertThat(window.pages().get(COPY_ROWS).title()).isEqualTo("Copy rows");
        person.click("method-logical");
        person.await("the first plan", () -> state().method() == Method.LOGICAL_REPLICATION);
        assertThat(window.pages().get(COPY_ROWS).title()).isEqualTo("Replicate");

        publish(new PhaseStarted(Samples.NOON, Phase.REPLICATE));
        person.await(
                "the choice to be settled",
                () -> FxThread.ask(() ->
                        robot.lookup("#method-dump").queryAs(RadioButton.class).isDisabled()));
        leave();
    }

    @Test
    void usesTheMethodThatSuitsTheSourceAndAsksItsQuestions(FxRobot newRobot, TwoPostgres servers) {
        robot = newRobot;
        person = new Person(robot);
        servers.sourceDatabase().useSession(session -> session.execute("CREATE TABLE keyless (id int)"));
        connect(servers, CHECKS);
        person.await("the checks", () -> state().status(Phase.CHECK) == PhaseStatus.BLOCKED);
        person.await(
                "the advice to stay",
                () -> person.banner("method-advice").startsWith("Logical replication suits this source."));
        assertThat(isShown("use-method")).isFalse();
        // As a host says that does not offer replication.
        publish(new FindingReported(
                Samples.NOON, Finding.blocker("provider-limits", "No replication here.", "Dump it.")));
        person.await(
                "the advice", () -> person.banner("method-advice").startsWith("Dump and restore suits this source."));

        person.click("use-method");
        person.await("the checks of the other method", () -> state().isDone(Phase.CHECK));

        assertThat(state().method()).isEqualTo(Method.DUMP_AND_RESTORE);
        assertThat(state().findings())
                .extracting(Finding::checkId)
                .contains("copy-sessions")
                .doesNotContain("replica-identity");
        person.await(
                "the advice to agree",
                () -> person.banner("method-advice").startsWith("Dump and restore. You chose it."));
        assertThat(isShown("use-method")).isFalse();
    }

    @Test
    void letsWritersOnAgainAfterAQuestion(FxRobot newRobot, TwoPostgres servers) {
        robot = newRobot;
        person = new Person(robot);
        servers.sourceDatabase().useSession(session -> session.execute("CREATE TABLE item (id int PRIMARY KEY)"));
        wizard.plan().method(Method.DUMP_AND_RESTORE);
        connect(servers, SCOPE);
        assertThat(wizard.migration().run(Phase.SCHEMA).join()).isEqualTo(PhaseStatus.DONE);
        assertThat(wizard.migration().run(Phase.REPLICATE).join()).isEqualTo(PhaseStatus.DONE);
        robot.interact(() -> wizard.showPage(COPY_ROWS));

        person.click("let-writers-on");
        robot.clickOn("Keep them stopped");
        assertThat(state().writesFrozen()).isTrue();
        person.click("let-writers-on");
        person.click("let-writers-on-confirm");
        person.await("the freeze to be lifted", () -> !state().writesFrozen() && !isShown("frozen-strip"));

        servers.sourceDatabase().useSession(session -> session.execute("INSERT INTO item VALUES (1)"));
        person.await(
                "the page to say so",
                () -> person.banner("next-action").startsWith("The copy was stopped, and the source accepts"));
        leave();
    }

    private void connect(TwoPostgres servers, int page) {
        robot.interact(() -> {
            wizard.plan().source(servers.sourceSettings()).target(servers.targetSettings());
            wizard.decide();
            wizard.showPage(page);
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** What watches the copy has sessions of its own. */
    private void leave() {
        robot.interact(window::close);
    }

    private void publish(MigrationEvent event) {
        wizard.migration().events().publish(event);
    }

    private boolean isShown(String id) {
        return FxThread.ask(
                () -> robot.lookup("#" + id).match(Node::isVisible).tryQuery().isPresent());
    }

    private MigrationState state() {
        return wizard.migration().state();
    }
}
