package dev.planetfall.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Side;
import dev.planetfall.migration.provider.Providers;
import dev.planetfall.migration.run.ConnectionTest;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.RoleFacts;
import dev.planetfall.postgres.ServerFacts;
import dev.planetfall.postgres.ServerVersion;
import dev.planetfall.ui.Snapshots;
import dev.planetfall.ui.ThemeChoice;
import dev.planetfall.ui.Themes;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** What is said of logical replication on a server that has told whether it is on. */
@ExtendWith(ApplicationExtension.class)
class ServerCardTest {
    private static final String FIRST_STEP = "Run ALTER SYSTEM SET wal_level = 'logical' as a superuser.";

    private final ConnectionViewModel model = new ConnectionViewModel();

    @Start
    void start(Stage stage) {
        stage.setScene(new Scene(new ServerCard(Side.SOURCE, model), 640, 320));
        new Themes(ThemeChoice.inMemory());
        Themes.style(stage.getScene());
        stage.show();
        model.pasteProperty().set("postgresql://ada:secret@db.example.com/store");
    }

    @Test
    void tellsWhatToDoIfItIsOff(FxRobot robot) {
        assertThat(words(robot)).contains("How logical replication is turned on here, if it is not yet:", FIRST_STEP);
    }

    @Test
    void foldsTheStepsAwayWhereItIsOn(FxRobot robot) {
        answer(robot, "logical");

        assertThat(words(robot))
                .contains("Logical replication is on here (wal_level is logical).")
                .doesNotContain(FIRST_STEP);
        robot.interact(() -> robot.lookup(".folded").queryAs(TitledPane.class).setExpanded(true));
        assertThat(words(robot)).contains(FIRST_STEP);
    }

    @Test
    void tellsWhatToDoWhereItIsOff(FxRobot robot) {
        answer(robot, "replica");

        assertThat(words(robot))
                .contains("Logical replication is off here (wal_level is replica). How it is turned on:", FIRST_STEP);
    }

    private void answer(FxRobot robot, String walLevel) {
        robot.interact(() -> {
            ConnectionSettings settings = model.beginTest().orElseThrow();
            RoleFacts role = new RoleFacts(new Identifier("ada"), false, true, false, false, true);
            ServerFacts facts = new ServerFacts(new ServerVersion(150019), "7", "store", "UTF8", false, 1 << 20, role);
            model.answered(
                    settings,
                    new ConnectionTest(
                            facts,
                            Providers.of(settings),
                            List.of(),
                            List.of(),
                            Optional.of(walLevel),
                            Optional.empty()));
        });
        robot.interact(() -> Snapshots.save(
                robot.lookup("#server-card").query().getScene(),
                Path.of("target/pictures/server-" + walLevel + ".png")));
    }

    private static List<String> words(FxRobot robot) {
        return robot.lookup("#server-card .label").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .toList();
    }
}
