package dev.planetfall.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.provider.Provider;
import dev.planetfall.migration.provider.Providers;
import dev.planetfall.ui.Snapshots;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
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

        robot.interact(
                () -> robot.lookup("#provider").<ComboBox<Provider>>query().setValue(neon));
        assertThat(card(robot))
                .contains("Neon", "Where the connection string is:")
                .containsAll(neon.connectionSteps())
                .containsAll(neon.replicationSteps());
        robot.interact(() -> Snapshots.save(window.scene().getRoot(), Path.of("target/pictures/provider.png")));

        robot.interact(() -> robot.lookup("#paste")
                .queryAs(TextArea.class)
                .setText("postgresql://ada@shop.c9akciq32abc.eu-west-1.rds.amazonaws.com/shop"));

        assertThat(robot.lookup("#provider-choice").query().isVisible()).isFalse();
        assertThat(card(robot))
                .contains("Amazon RDS")
                .containsAll(named("Amazon RDS").replicationSteps())
                .doesNotContain("Where the connection string is:");
    }

    private static List<String> card(FxRobot robot) {
        return robot.from(robot.lookup("#server-card")).lookup(".label").queryAllAs(Label.class).stream()
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
