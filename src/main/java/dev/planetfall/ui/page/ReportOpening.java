package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.control.Banner;
import java.nio.file.Path;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;

/** A button that writes a report, shows it in the system's browser and says in a banner where it is. */
final class ReportOpening {
    private ReportOpening() {}

    /**
     * @param what it writes, at the beginning of a sentence
     * @param write one of the wizard's reports
     */
    static Button button(String text, String what, Wizard wizard, Supplier<Path> write, Banner outcome) {
        Button button = new Button(text, new FontIcon("fth-file-text"));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(click -> open(what, wizard, write, outcome));
        return button;
    }

    private static void open(String what, Wizard wizard, Supplier<Path> write, Banner outcome) {
        try {
            Path file = write.get();
            outcome.showSuccess(Messages.text("page.report-opening.the-was-saved-to", what, file));
            wizard.openLink(file.toUri().toString());
        } catch (RuntimeException e) {
            outcome.showError(Messages.text("page.report-opening.the-could-not-be-saved", what, e.getMessage()));
        }
    }
}
