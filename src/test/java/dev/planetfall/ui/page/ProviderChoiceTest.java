package dev.planetfall.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.provider.Provider;
import dev.planetfall.migration.provider.Providers;
import dev.planetfall.ui.Person;
import dev.planetfall.ui.Snapshots;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextArea;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/** The way to a connection string, for who does not have it at hand. */
class ProviderChoiceTest extends WindowTest {
    private static final int SOURCE = 1;

    @Test
    void tellsWhereTheStringIsUntilThereIsOne(FxRobot robot) {
        robot.interact(() -> wizard.showPage(SOURCE));
        Provider neon = named("Neon");

        choose(robot, neon);
        assertThat(words(robot, "#host-guide"))
                .contains("Neon", "Where the connection string is:")
                .containsAll(neon.connectionSteps())
                .containsAll(neon.replicationSteps());
        robot.interact(() -> Snapshots.save(window.scene().getRoot(), Path.of("target/pictures/provider.png")));

        paste(robot);

        assertThat(words(robot, "#host-guide")).containsExactly("Steps for another host:");
        assertThat(robot.from(robot.lookup("#provider")).lookup(".list-cell").queryAllAs(Labeled.class))
                .extracting(Labeled::getText)
                .contains("Host of the database");
        robot.interact(() -> Snapshots.save(window.scene().getRoot(), Path.of("target/pictures/provider-known.png")));
        assertThat(words(robot, "#server-card"))
                .contains("Amazon RDS")
                .containsAll(named("Amazon RDS").replicationSteps())
                .doesNotContain("Where the connection string is:");
    }

    @Test
    void staysForWhoWantsToConnectToAnotherHost(FxRobot robot) {
        robot.interact(() -> {
            wizard.showPage(SOURCE);
            stage.setWidth(900);
            stage.setHeight(600);
        });
        paste(robot);
        Person person = new Person(robot);

        choose(robot, named("Google Cloud SQL"));

        assertThat(words(robot, "#host-guide"))
                .contains("Steps for another host:", "Where the connection string is:")
                .containsAll(named("Google Cloud SQL").connectionSteps());
        assertThat(words(robot, "#server-card")).contains("Amazon RDS");
        assertThat(person.isInView("provider")).isTrue();
        String last = named("Google Cloud SQL")
                .connectionSteps()
                .get(named("Google Cloud SQL").connectionSteps().size() - 1);
        assertThat(person.isInView(robot.lookup((Label label) -> label.getText().equals(last))
                        .query()))
                .isTrue();
        robot.interact(() -> Snapshots.save(window.scene().getRoot(), Path.of("target/pictures/provider-another.png")));
    }

    private static void choose(FxRobot robot, Provider provider) {
        robot.interact(
                () -> robot.lookup("#provider").<ComboBox<Provider>>query().setValue(provider));
    }

    private static void paste(FxRobot robot) {
        robot.interact(() -> robot.lookup("#paste")
                .queryAs(TextArea.class)
                .setText("postgresql://ada@shop.c9akciq32abc.eu-west-1.rds.amazonaws.com/shop"));
    }

    private static List<String> words(FxRobot robot, String id) {
        return robot.from(robot.lookup(id)).lookup(".label").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .toList();
    }

    private static Provider named(String name) {
        return Providers.ALL.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
