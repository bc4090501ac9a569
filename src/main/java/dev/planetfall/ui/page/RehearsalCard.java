package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.ui.FxThread;
import dev.planetfall.ui.RehearsalProgram;
import dev.planetfall.ui.control.Banner;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;

/** The way into a migration of nothing that matters: between two servers on this computer, or to a branch. */
final class RehearsalCard {
    private static final double TIP_WIDTH = 360;

    private final RehearsalProgram program;
    private final Banner banner;
    private final Button start = new Button(Messages.text("page.home.start-a-rehearsal"), new FontIcon("fth-play"));

    /** @param banner says on top of the page what becomes of it */
    RehearsalCard(RehearsalProgram program, Banner banner) {
        this.program = program;
        this.banner = banner;
        Tooltip tip = new Tooltip(Messages.text("page.home.a-rehearsal-starts-two-small"));
        tip.setWrapText(true);
        tip.setMaxWidth(TIP_WIDTH);
        start.setId("start-rehearsal");
        start.setTooltip(tip);
        start.setMinWidth(Region.USE_PREF_SIZE);
        start.setOnAction(click -> start());
    }

    /** The button that starts one, for where it is seen at once. */
    Button button() {
        return start;
    }

    /** Where the window is a rehearsal itself. */
    static Node here() {
        return PageLayout.card(
                PageLayout.heading(Messages.text("page.home.this-is-a-rehearsal")),
                PageLayout.muted(Messages.text("page.home.two-small-servers-run")));
    }

    /** What it is, for who wants to know more before. */
    Node card() {
        return PageLayout.card(
                PageLayout.heading(Messages.text("page.home.rehearse-first")),
                PageLayout.muted(Messages.text("page.home.a-rehearsal-starts-two-small")),
                PageLayout.muted(Messages.text("page.home.in-a-terminal", program.command())),
                PageLayout.muted(Messages.text("page.home.rehearse-with-a-branch")));
    }

    private void start() {
        start.setDisable(true);
        banner.showInfo(Messages.text("page.home.the-rehearsal-starts"));
        FxThread.deliver(
                program.start(),
                this::ended,
                thrown -> failed(Messages.text("page.home.the-rehearsal-could-not-start", thrown.getMessage())));
    }

    private void ended(Optional<String> problem) {
        start.setDisable(false);
        banner.clear();
        problem.ifPresent(said -> failed(Messages.text("page.home.the-rehearsal-failed", said)));
    }

    private void failed(String sentence) {
        start.setDisable(false);
        banner.showError(sentence);
    }
}
