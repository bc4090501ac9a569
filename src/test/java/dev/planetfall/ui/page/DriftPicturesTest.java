package dev.planetfall.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.MigrationEvent.SchemaDriftFound;
import dev.planetfall.migration.MigrationEvent.SchemasAgreed;
import dev.planetfall.migration.SchemaDifference;
import dev.planetfall.migration.SchemaDrift;
import dev.planetfall.ui.Samples;
import dev.planetfall.ui.Snapshots;
import dev.planetfall.ui.ThemeChoice;
import dev.planetfall.ui.Themes;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.WizardWindow;
import dev.planetfall.ui.control.Banner;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/** Schemas that come apart, as a person sees it: pictures to look at. */
@ExtendWith(ApplicationExtension.class)
class DriftPicturesTest {
    private static final int REPLICATE = 7;
    private static final int CUT_OVER = 10;
    private static final SchemaDrift DRIFT = new SchemaDrift(
            List.of(
                    "table shop.coupon",
                    "column shop.\"Customer orders\".delivered_to_the_neighbour",
                    "column shop.\"Customer orders\".coupon",
                    "index shop.coupon.coupon_pkey",
                    "constraint shop.coupon.coupon_pkey"),
            List.of(new SchemaDifference("column shop.orders.total", "numeric(12,2)", "numeric(10,2) NOT NULL")),
            List.of(new SchemaDrift.Surplus("trigger shop.orders.stamp", true, "DROP TRIGGER stamp ON shop.orders")));

    private Wizard wizard;
    private WizardWindow window;
    private Stage stage;

    @Start
    void start(Stage newStage) {
        stage = newStage;
        wizard = Samples.wizard();
        wizard.startNew();
        window = new WizardWindow(
                stage, wizard, WizardPages.all(wizard), new Label("Activity"), new Themes(ThemeChoice.inMemory()));
        window.show();
    }

    @Stop
    void stop() {
        window.close();
    }

    @Test
    void warnsWhileTheSchemasHaveComeApart(FxRobot robot) {
        Story.readyToCutOver().forEach(wizard.migration().events()::publish);
        wizard.migration().events().publish(new SchemaDriftFound(Story.START, DRIFT));
        picture(robot, CUT_OVER, "drift-cut-over");
        picture(robot, REPLICATE, "drift-replicate");
        Banner warning = robot.lookup("#schema-drift").queryAs(Banner.class);
        assertThat(warning.isVisible()).isTrue();
        assertThat(warning.text())
                .contains("PlanetScale lacks table shop.coupon")
                .contains("and 2 more");

        wizard.migration().events().publish(new SchemasAgreed(Story.START));
        WaitForAsyncUtils.sleep(200, TimeUnit.MILLISECONDS);
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(warning.isVisible()).isFalse();
    }

    private void picture(FxRobot robot, int page, String name) {
        robot.interact(() -> {
            stage.setWidth(1100);
            stage.setHeight(720);
            wizard.showPage(page);
        });
        WaitForAsyncUtils.sleep(300, TimeUnit.MILLISECONDS);
        WaitForAsyncUtils.waitForFxEvents();
        Path file = Path.of("target", "pictures", name + ".png");
        robot.interact(() -> Snapshots.save(stage.getScene(), file));
        assertThat(file).isNotEmptyFile();
    }
}
