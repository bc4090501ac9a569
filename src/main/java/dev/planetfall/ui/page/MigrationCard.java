package dev.planetfall.ui.page;

import atlantafx.base.theme.Styles;
import dev.planetfall.language.Messages;
import dev.planetfall.ui.HarmlessAnswer;
import dev.planetfall.ui.InView;
import dev.planetfall.ui.Mark;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** One migration of the list: what it is, how far it got, and what can be done with it. */
final class MigrationCard extends VBox {
    private static final double GAP = 12;
    private static final double SMALL_GAP = 4;

    private final HomeViewModel.Row row;
    private final HomeCommands commands;
    private final MenuButton more = new MenuButton(Messages.text("page.home.more"));
    private final Label standing = PageLayout.muted("");
    private final RenameRow renaming;
    private final DiagnosticsPane diagnostics;
    private final VBox confirmation;

    MigrationCard(HomeViewModel.Row row, HomeCommands commands) {
        this.row = row;
        this.commands = commands;
        tell(row.standing());
        renaming = new RenameRow(row, commands, this::close);
        diagnostics = new DiagnosticsPane(row, commands, this::close);
        confirmation = confirmation();
        getStyleClass().add("page-card");
        setId("migration-" + row.id());
        more.setId("more-" + row.id());
        more.setAccessibleText(Messages.text("page.home.more-for", row.name()));
        more.setMinWidth(Region.USE_PREF_SIZE);
        fillMenu();
        HBox line = PageLayout.row(words());
        if (row.isResumable()) {
            line.getChildren().add(resumeButton());
        }
        line.getChildren().add(more);
        getChildren().addAll(line, renaming, diagnostics, confirmation);
        questions().forEach(question -> PageLayout.setShown(question, false));
    }

    /** How far it got and how long ago that was, which is something else after a while. */
    void tell(String newStanding) {
        standing.setText(newStanding);
    }

    private VBox words() {
        HBox heading = PageLayout.row(PageLayout.heading(row.name()));
        if (row.summary().archived()) {
            heading.getChildren().add(PageLayout.muted(Messages.text("page.home.archived")));
        }
        VBox words = new VBox(SMALL_GAP, heading);
        if (!row.way().isEmpty()) {
            words.getChildren().add(PageLayout.wrapping(row.way()));
        }
        words.getChildren().add(standing);
        if (!row.warning().isEmpty()) {
            words.getChildren().add(PageLayout.row(Mark.WARNING.icon(), PageLayout.wrapping(row.warning())));
        }
        HBox.setHgrow(words, Priority.ALWAYS);
        return words;
    }

    private Button resumeButton() {
        Button resume = new Button(commands.isOpen(row) ? Messages.text("page.home.go-on") : row.action());
        resume.setId("resume-" + row.id());
        resume.setAccessibleText(resume.getText() + ": " + row.name());
        resume.setMinWidth(Region.USE_PREF_SIZE);
        resume.setOnAction(click -> commands.resume(row));
        return resume;
    }

    private void fillMenu() {
        boolean open = commands.isOpen(row);
        String deletion = Messages.text(open ? "page.home.delete-when-closed" : "page.home.delete");
        MenuItem delete = item("delete", deletion, () -> ask(confirmation));
        delete.setDisable(open);
        String archive = Messages.text(row.summary().archived() ? "page.home.unarchive" : "page.home.archive");
        MenuItem duplicate = item("duplicate", Messages.text("page.home.duplicate"), () -> commands.duplicate(row));
        MenuItem export = item("export", Messages.text("page.home.save-migration-file"), this::export);
        // All of these want the plan.
        MenuItem rename = item("rename", Messages.text("page.home.rename"), () -> ask(renaming));
        List.of(rename, duplicate, export).forEach(item -> item.setDisable(!row.isResumable()));
        more.getItems()
                .addAll(
                        rename,
                        duplicate,
                        item("archive", archive, () -> commands.archive(row)),
                        new SeparatorMenuItem(),
                        export,
                        item("open-journal", Messages.text("page.home.open-journal"), () -> commands.openJournal(row)),
                        item("open-folder", Messages.text("page.home.open-folder"), () -> commands.openFolder(row)),
                        item("diagnose", Messages.text("page.home.diagnostics"), this::diagnose),
                        new SeparatorMenuItem(),
                        delete);
    }

    /** Only one question of a migration is open at a time. */
    private void ask(Node question) {
        questions().forEach(each -> PageLayout.setShown(each, each.equals(question)));
        InView.bring(this);
    }

    private void export() {
        SavedFile.choose(this, "planetfall-" + row.id() + ".json").ifPresent(file -> commands.exportPlan(row, file));
    }

    private void diagnose() {
        commands.gatherDiagnostics(row, bundle -> {
            ask(diagnostics);
            diagnostics.show(bundle);
        });
    }

    /** The focus stays with the migration when its question goes. */
    private void close() {
        focus();
        questions().forEach(question -> PageLayout.setShown(question, false));
    }

    void focus() {
        more.requestFocus();
    }

    private List<Node> questions() {
        return List.of(renaming, diagnostics, confirmation);
    }

    private MenuItem item(String id, String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setId(id + "-" + row.id());
        item.setOnAction(click -> action.run());
        return item;
    }

    private VBox confirmation() {
        Button confirm = new Button(Messages.text("page.home.delete-it"));
        confirm.setId("confirm-delete-" + row.id());
        confirm.getStyleClass().add(Styles.DANGER);
        confirm.setOnAction(click -> commands.delete(row));
        Button keep = new Button(Messages.text("page.home.keep-it"));
        VBox box = new VBox(
                GAP,
                PageLayout.wrapping(HomeViewModel.deletion(row, commands.isRehearsal())),
                PageLayout.row(confirm, keep));
        box.getStyleClass().add("remedy-confirmation");
        keep.setId("keep-" + row.id());
        keep.setOnAction(click -> close());
        HarmlessAnswer.guard(box, keep);
        return box;
    }
}
