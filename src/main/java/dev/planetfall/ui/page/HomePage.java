package dev.planetfall.ui.page;

import atlantafx.base.theme.Styles;
import dev.planetfall.language.Messages;
import dev.planetfall.migration.Phase;
import dev.planetfall.ui.FxThread;
import dev.planetfall.ui.HarmlessAnswer;
import dev.planetfall.ui.Mark;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.WizardPage;
import dev.planetfall.ui.control.Banner;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The migrations known on this computer, and the way into a new one. */
final class HomePage implements WizardPage {
    private static final double GAP = 12;
    private static final double SMALL_GAP = 4;
    private static final int NEXT_PAGE = 1;

    private final Wizard wizard;
    private final HomeViewModel model = new HomeViewModel(Clock.systemUTC());
    private final ReadOnlyBooleanWrapper opened = new ReadOnlyBooleanWrapper();
    private final Banner banner = new Banner();
    private final VBox list = new VBox(GAP);
    private final Label empty = PageLayout.muted(Messages.text("page.home.no-migration-on-this-computer"));
    private final PageLayout view;

    HomePage(Wizard wizard) {
        this.wizard = wizard;
        banner.setId("home-banner");
        empty.setId("no-migrations");
        list.setId("migrations");
        Button begin = new Button(Messages.text("page.home.new-migration"), new FontIcon("fth-plus"));
        begin.setId("new-migration");
        begin.getStyleClass().add(Styles.ACCENT);
        begin.setOnAction(click -> begin());
        view = new PageLayout(
                        Messages.text("page.home.planetfall-moves-a-postgresql-database"),
                        Messages.text("page.home.nothing-is-changed-until-you"))
                .with(
                        PageLayout.row(begin),
                        banner,
                        PageLayout.heading(Messages.text("page.home.your-migrations")),
                        empty,
                        list,
                        rehearsal());
    }

    @Override
    public String title() {
        return Messages.text("page.home.home");
    }

    @Override
    public Optional<Phase> phase() {
        return Optional.empty();
    }

    @Override
    public Parent view() {
        return view;
    }

    @Override
    public ObservableBooleanValue mayAdvance() {
        return opened.getReadOnlyProperty();
    }

    @Override
    public void onEnter() {
        if (wizard.plan().source().isPresent()) {
            opened.set(true);
        }
        // Before they were read nothing is known of them, not even that there are none.
        PageLayout.setShown(empty, false);
        read();
    }

    @Override
    public void onLeave() {
        banner.clear();
    }

    private void read() {
        FxThread.deliver(
                CompletableFuture.supplyAsync(() -> wizard.library().list()),
                migrations -> show(model.rows(migrations)),
                thrown ->
                        banner.showError(Messages.text("page.home.the-list-of-migrations-could", thrown.getMessage())));
    }

    private void begin() {
        if (!isFilledIn()) {
            wizard.startNew();
        }
        opened.set(true);
        wizard.showPage(NEXT_PAGE);
    }

    /** A rehearsal begins with both connections, which a new migration would lose. */
    private boolean isFilledIn() {
        return wizard.plan().source().isPresent()
                && wizard.plan().target().isPresent()
                && wizard.migration().state().plan().isEmpty();
    }

    private void resume(HomeViewModel.Row row) {
        if (!isOpen(row)) {
            wizard.resume(row.summary());
        }
        opened.set(true);
        wizard.showPage(NEXT_PAGE);
    }

    private void delete(HomeViewModel.Row row) {
        FxThread.deliver(
                CompletableFuture.runAsync(
                        () -> wizard.library().delete(row.summary().id())),
                done -> read(),
                thrown -> banner.showError(Messages.text("page.home.the-migration-could-not-be", thrown.getMessage())));
    }

    private boolean isOpen(HomeViewModel.Row row) {
        return opened.get() && wizard.migration().id().equals(row.summary().id());
    }

    private void show(List<HomeViewModel.Row> rows) {
        list.getChildren().setAll(rows.stream().map(this::card).toList());
        PageLayout.setShown(empty, rows.isEmpty());
    }

    private Node card(HomeViewModel.Row row) {
        VBox words = new VBox(
                SMALL_GAP,
                PageLayout.heading(row.name()),
                PageLayout.wrapping(row.way()),
                PageLayout.muted(row.standing()));
        if (!row.warning().isEmpty()) {
            words.getChildren().add(PageLayout.row(Mark.WARNING.icon(), PageLayout.wrapping(row.warning())));
        }
        HBox.setHgrow(words, Priority.ALWAYS);
        Button resume = new Button(isOpen(row) ? Messages.text("page.home.go-on") : row.action());
        resume.setId("resume-" + row.summary().id());
        resume.setOnAction(click -> resume(row));
        Button delete = new Button(Messages.text("page.home.delete"));
        delete.setId("delete-" + row.summary().id());
        delete.setDisable(isOpen(row));
        HBox line = PageLayout.row(words, resume, delete);
        VBox card = PageLayout.card(line);
        Node confirmation = confirmation(row);
        PageLayout.setShown(confirmation, false);
        delete.setOnAction(click -> PageLayout.setShown(confirmation, true));
        card.getChildren().add(confirmation);
        for (Button button : List.of(resume, delete)) {
            button.setMinWidth(Region.USE_PREF_SIZE);
        }
        return card;
    }

    private Node confirmation(HomeViewModel.Row row) {
        Button confirm = new Button(Messages.text("page.home.delete-it"));
        confirm.setId("confirm-delete-" + row.summary().id());
        confirm.getStyleClass().add(Styles.DANGER);
        confirm.setOnAction(click -> delete(row));
        Button keep = new Button(Messages.text("page.home.keep-it"));
        VBox box = new VBox(GAP, PageLayout.wrapping(HomeViewModel.deletion(row)), PageLayout.row(confirm, keep));
        box.getStyleClass().add("remedy-confirmation");
        keep.setId("keep-" + row.summary().id());
        keep.setOnAction(click -> PageLayout.setShown(box, false));
        HarmlessAnswer.guard(box, keep);
        return box;
    }

    private static Node rehearsal() {
        TextField command = new TextField(Messages.text("page.home.java-jar-planetfall-jar-demo"));
        command.setId("rehearse");
        command.setEditable(false);
        command.setAccessibleText(Messages.text("page.home.the-command-that-starts-a"));
        command.setMaxWidth(320);
        command.setStyle("-fx-font-family: monospace;");
        return PageLayout.card(
                PageLayout.heading(Messages.text("page.home.rehearse-first")),
                PageLayout.muted(Messages.text("page.home.this-command-starts-two-small")),
                command);
    }
}
