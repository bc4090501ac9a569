package dev.planetfall.ui.page;

import dev.planetfall.file.OwnedFile;
import dev.planetfall.language.Messages;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.FindingCounts;
import dev.planetfall.migration.MigrationEvent.ChecksBegun;
import dev.planetfall.migration.MigrationEvent.FindingReported;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.aftercare.Aftercare;
import dev.planetfall.ui.FxThread;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.control.Banner;
import dev.planetfall.ui.control.FindingList;
import dev.planetfall.ui.control.Skeleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

/** What is to be looked after on PlanetScale besides the clean-up: asked from the servers, one card a topic. */
final class AfterPane extends VBox {
    private final Wizard wizard;
    private final Label keep = PageLayout.wrapping("");
    private final Button ask = new Button(Messages.text("page.after.ask-the-servers"));
    private final Button save = new Button(Messages.text("page.after.save-the-statements"));
    private final FindingList list = new FindingList();
    private final Skeleton skeleton = new Skeleton(4);
    private final TitledPane answers = PageLayout.folded("", list);
    private final Banner outcome = new Banner();
    private List<Finding> shown = List.of();
    private boolean asking;

    AfterPane(Wizard wizard) {
        super(8);
        this.wizard = wizard;
        getStyleClass().add("page-card");
        setId("look-after");
        keep.setId("keep-old-database");
        ask.setId("ask-after");
        save.setId("save-after");
        list.setId("after-findings");
        answers.setId("after-answers");
        outcome.setId("after-outcome");
        List.of(ask, save).forEach(button -> button.setMinWidth(Region.USE_PREF_SIZE));
        ask.setOnAction(click -> {
            wizard.decide();
            ask();
        });
        save.setOnAction(click -> choose().ifPresent(this::save));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        getChildren()
                .addAll(
                        PageLayout.row(
                                PageLayout.heading(Messages.text("page.after.look-after-the-new-database")),
                                gap,
                                save,
                                ask),
                        keep,
                        PageLayout.muted(Messages.text("page.after.roles-and-rights-views-statistics")),
                        skeleton,
                        answers,
                        outcome);
        PageLayout.setShown(skeleton, false);
        show(Optional.empty());
        show(new Aftercare.Answer(List.of(), List.of()));
    }

    /** @param advice until when the old database is to be kept; empty before the cutover */
    void show(Optional<String> advice) {
        keep.setText(advice.orElse(""));
        PageLayout.setShown(keep, advice.isPresent());
    }

    /** Asks, where both servers are connected and nobody asked yet. */
    void askOnce() {
        if (shown.isEmpty()) {
            ask();
        }
    }

    private void ask() {
        if (asking || wizard.migration().plan().isEmpty()) {
            return;
        }
        setAsking(true);
        outcome.clear();
        FxThread.deliver(
                wizard.migration().ask(Aftercare::ask),
                answer -> {
                    show(answer);
                    setAsking(false);
                },
                thrown -> {
                    setAsking(false);
                    outcome.showError(Messages.text("page.after.the-servers-could-not-be", thrown.getMessage()));
                });
    }

    /** Shows this answer instead of what was shown. */
    void show(Aftercare.Answer answer) {
        shown = answer.findings();
        MigrationState found = MigrationState.INITIAL.after(new ChecksBegun(Instant.EPOCH, answer.checks()));
        for (Finding finding : shown) {
            found = found.after(new FindingReported(Instant.EPOCH, finding));
        }
        list.show(found);
        answers.setText(FindingCounts.of(shown));
        PageLayout.setShown(answers, !shown.isEmpty());
        PageLayout.setShown(save, !AfterScript.of(shown).isEmpty());
    }

    private void setAsking(boolean now) {
        asking = now;
        PageLayout.setShown(skeleton, now && shown.isEmpty());
        ask.setDisable(now);
        ask.setText(
                now
                        ? Messages.text("page.after.asking")
                        : Messages.text(shown.isEmpty() ? "page.after.ask-the-servers" : "page.after.ask-again"));
    }

    private Optional<Path> choose() {
        FileChooser chooser = new FileChooser();
        chooser.setInitialFileName("planetfall-" + wizard.migration().id() + "-after.sql");
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(Messages.text("page.after.sql-script"), "*.sql"));
        return Optional.ofNullable(chooser.showSaveDialog(getScene().getWindow()))
                .map(java.io.File::toPath);
    }

    void save(Path file) {
        try {
            OwnedFile.write(file, AfterScript.of(shown));
            outcome.showSuccess(Messages.text("page.after.the-statements-were-saved-to", file));
        } catch (IOException e) {
            outcome.showError(Messages.text("page.after.the-statements-could-not-be", file));
        }
    }
}
