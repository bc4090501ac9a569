package dev.planetfall.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.DiskSize;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationEvent.ChecksBegun;
import dev.planetfall.migration.MigrationEvent.DiskMeasured;
import dev.planetfall.migration.MigrationEvent.FindingReported;
import dev.planetfall.migration.MigrationEvent.PhaseEnded;
import dev.planetfall.migration.MigrationEvent.PhaseStarted;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.ui.Samples;
import dev.planetfall.ui.Snapshots;
import dev.planetfall.ui.ThemeChoice;
import dev.planetfall.ui.Themes;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.WizardPage;
import dev.planetfall.ui.WizardWindow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javafx.scene.control.Label;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/** The Checks page with few and many findings: pictures to look at, in which no sentence is cut off. */
@ExtendWith(ApplicationExtension.class)
class ChecksPagePicturesTest {
    private static final int PAGE = 4;
    private static final List<CheckGroup> GROUPS = List.of(CheckGroup.values());

    private final ThemeChoice theme = ThemeChoice.inMemory();
    private Wizard wizard;
    private WizardWindow window;
    private Stage stage;

    @Start
    void start(Stage newStage) {
        stage = newStage;
        wizard = Samples.wizard();
        wizard.startNew();
        List<WizardPage> pages = WizardPages.all(wizard);
        window = new WizardWindow(stage, wizard, pages, new Label("Activity"), new Themes(theme));
        window.show();
    }

    @Stop
    void stop() {
        window.close();
    }

    @ParameterizedTest
    @CsvSource({"0, 1100", "3, 1100", "60, 1100", "60, 900"})
    void cutsOffNoSentence(int findings, int width, FxRobot robot) {
        robot.interact(() -> {
            stage.setWidth(width);
            stage.setHeight(width == 900 ? 600 : 720);
            tell(findings);
            wizard.showPage(PAGE);
        });
        WaitForAsyncUtils.sleep(200, TimeUnit.MILLISECONDS);
        WaitForAsyncUtils.waitForFxEvents();

        Path picture = Path.of("target", "pictures", "checks-" + findings + "-" + width + ".png");
        robot.interact(() -> Snapshots.save(stage.getScene(), picture));
        robot.interact(() -> window.themes().setDark(true));
        robot.interact(() ->
                Snapshots.save(stage.getScene(), Path.of(picture.toString().replace(".png", "-dark.png"))));

        assertThat(picture).isNotEmptyFile();
        assertThat(cutOff(robot)).isEmpty();
    }

    private void tell(int findings) {
        wizard.migration().events().publish(new PhaseStarted(Samples.NOON, Phase.CHECK));
        List<CheckName> checks = IntStream.range(0, Math.max(40, findings))
                .mapToObj(number ->
                        new CheckName("check-" + number, "Check " + number, GROUPS.get(number % GROUPS.size())))
                .toList();
        wizard.migration().events().publish(new ChecksBegun(Samples.NOON, checks));
        for (int number = 0; number < checks.size(); number++) {
            Finding finding = number < findings ? finding(number) : passed(number);
            wizard.migration().events().publish(new FindingReported(Samples.NOON, finding));
        }
        wizard.migration().events().publish(new DiskMeasured(Samples.NOON, new DiskSize(1L << 33, 1L << 32, 1L << 31)));
        wizard.migration()
                .events()
                .publish(new PhaseEnded(
                        Samples.NOON, Phase.CHECK, findings == 0 ? PhaseStatus.DONE : PhaseStatus.BLOCKED));
    }

    private static Finding passed(int number) {
        return Finding.passed("check-" + number, "The source has what check number " + number + " asks for.");
    }

    private static Finding finding(int number) {
        String id = "check-" + number;
        String sentence = "1,284 tables of the source have something that number " + number
                + " found: shop.\"Customer orders\", shop.invoice, shop.audit_log and 1,281 more.";
        String advice =
                "Give each a primary key, or another replica identity as listed; as they are, publishing them would"
                        + " make UPDATE and DELETE fail on the source. Or leave them out of the scope.";
        List<String> details = new ArrayList<>(IntStream.range(0, number * 7)
                .mapToObj(row ->
                        "shop.\"Customer orders of the year " + row + "\": use its unique index customer_orders_key")
                .toList());
        return switch (number % 4) {
            case 0 -> Finding.blocker(id, sentence, advice).withDetails(details).withRemedy(Samples.IDENTITY);
            case 1 -> Finding.warning(id, sentence, advice).withDetails(details);
            case 2 -> Finding.unknown(id, "Could not check: Extensions. There was no answer in 20 s.", advice);
            default -> Finding.note(id, sentence, "");
        };
    }

    /** Labels whose text is drawn with dots at its end. */
    private static List<String> cutOff(FxRobot robot) {
        return robot.lookup(".finding-list .label").queryAllAs(Label.class).stream()
                .filter(Label::isVisible)
                .filter(label -> label.lookup(".text") instanceof Text drawn
                        && !drawn.getText()
                                .replaceAll("\\s", "")
                                .equals(label.getText().replaceAll("\\s", "")))
                .map(Label::getText)
                .toList();
    }
}
