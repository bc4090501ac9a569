package dev.planetfall.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationEvent.FindingReported;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Remedy;
import dev.planetfall.ui.Samples;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TitledPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class FindingListTest {
    private final List<Finding> findings = Samples.findings();
    private final List<Remedy> fixed = new ArrayList<>();
    private final List<Finding> asked = new ArrayList<>();
    private FindingList list;

    @Start
    void start(Stage stage) {
        list = new FindingList();
        list.setOnFix((finding, remedy) -> {
            fixed.add(remedy);
            return "It waits.";
        });
        list.setOnAskAgain(asked::add);
        list.show(Samples.checked(findings));
        Shown.in(stage, list);
    }

    @Test
    void putsGroupsWithWhatStopsTheMigrationFirstAndFoldsPassesAway(FxRobot robot) {
        assertThat(robot.lookup(".section-heading").queryAllAs(Label.class))
                .extracting(Label::getText)
                .containsExactly("Tables and keys", "Connection", "Extensions", "Source settings");
        assertThat(robot.lookup(".finding-counts").queryAllAs(Label.class))
                .extracting(Label::getText)
                .containsExactly("1 blocker", "1 could not be checked, 1 note", "1 warning", "");
        assertThat(robot.lookup(".finding-severity").queryAllAs(Label.class))
                .extracting(Label::getText)
                .containsExactly("Blocker", "Could not check", "Note", "Warning");
        TitledPane passed = robot.lookup(".passed-findings").queryAs(TitledPane.class);
        assertThat(passed.getText()).isEqualTo("2 checks passed");
        assertThat(passed.isExpanded()).isFalse();
    }

    @Test
    void unfoldsPassesWhileThereIsNothingElseToRead(FxRobot robot) {
        Finding pass = Finding.passed("free-slots", "The source has 9 replication slots free.");

        robot.interact(() -> list.show(Samples.checked(List.of(pass))));

        TitledPane passed = robot.lookup(".passed-findings").queryAs(TitledPane.class);
        assertThat(passed.isExpanded()).isTrue();
        assertThat(robot.lookup(".finding-passed .label").queryAllAs(Label.class))
                .extracting(Label::getText)
                .containsExactly("The source has 9 replication slots free.");

        robot.interact(() -> list.show(Samples.checked(List.of(pass, Finding.note("versions", "Version 15.", "")))));

        assertThat(passed.isExpanded()).isFalse();
    }

    @Test
    void findsAFindingByAnyOfItsWords(FxRobot robot) {
        robot.interact(() -> list.setSearch(" AUDIT_log "));

        assertThat(robot.lookup(".finding-id").queryAllAs(Label.class))
                .extracting(Label::getText)
                .containsExactly("replica-identity");

        robot.interact(() -> list.setSearch("no such word"));

        assertThat(robot.lookup(".finding-id").queryAllAs(Label.class)).isEmpty();
        assertThat(robot.lookup(".finding-list > .text-muted").queryAllAs(Label.class))
                .hasSize(1);
    }

    @Test
    void showsFindingsOfChecksItDoesNotKnow(FxRobot robot) {
        Finding finding = Finding.blocker("of-a-newer-version", "Something stops it.", "");

        robot.interact(() -> list.show(MigrationState.INITIAL.after(new FindingReported(Samples.NOON, finding))));

        assertThat(robot.lookup(".finding-sentence").queryAllAs(Label.class))
                .extracting(Label::getText)
                .containsExactly("Something stops it.");
    }

    @Test
    void showsTheRestOfManyDetailsWhenAsked(FxRobot robot) {
        assertThat(robot.lookup(".finding-detail").queryAllAs(Label.class))
                .extracting(Label::getText)
                .containsExactly("shop.audit_log", "shop.table_1", "shop.table_2", "shop.table_3", "shop.table_4");

        robot.interact(
                () -> robot.lookup(".all-details").queryAs(Hyperlink.class).fire());

        ListView<?> all = robot.lookup(".list-view").queryAs(ListView.class);
        assertThat(all.getItems().size()).isEqualTo(12);
    }

    @Test
    void letsARefusedRemedyBeTriedAgain(FxRobot robot) {
        robot.clickOn(".fix-it").clickOn(".fix-confirm");
        assertThat(robot.lookup(".fix-it").query().isDisabled()).isTrue();

        robot.interact(() -> list.renew(findings.stream()
                .filter(finding -> finding.remedy().isPresent())
                .findFirst()
                .orElseThrow()));

        assertThat(robot.lookup(".fix-it").query().isDisabled()).isFalse();
    }

    @Test
    void asksOneCheckAgain(FxRobot robot) {
        robot.clickOn(".check-again");

        assertThat(asked).extracting(Finding::checkId).containsExactly("replica-identity");
    }

    @Test
    void runsARemedyOnlyAfterItsEffectWasConfirmed(FxRobot robot) {
        robot.clickOn(".fix-it");
        assertThat(fixed).isEmpty();
        assertThat(robot.lookup(".remedy-confirmation .label").queryAllAs(Label.class))
                .extracting(Label::getText)
                .contains("What it does: PostgreSQL writes whole old rows of this table to its log.");

        robot.clickOn(".fix-confirm");

        assertThat(fixed).containsExactly(Samples.IDENTITY);
        assertThat(robot.lookup(".fix-fate").queryAs(Label.class).getText()).isEqualTo("It waits.");
    }

    @Test
    void leavesEverythingAloneWhenTheConfirmationIsCancelled(FxRobot robot) {
        robot.clickOn(".fix-it").clickOn(".fix-cancel");

        assertThat(fixed).isEmpty();
        assertThat(robot.lookup(".remedy-confirmation").query().isVisible()).isFalse();
    }

    @Test
    void keepsAnOpenConfirmationWhenAnotherFindingArrives(FxRobot robot) {
        robot.clickOn(".fix-it");
        List<Finding> more = new ArrayList<>(findings);
        more.add(Finding.note("more", "Another one.", ""));

        robot.interact(() -> list.show(Samples.checked(more)));

        assertThat(robot.lookup(".remedy-confirmation").query().isVisible()).isTrue();
    }
}
