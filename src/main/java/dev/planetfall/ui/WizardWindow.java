package dev.planetfall.ui;

import atlantafx.base.theme.Styles;
import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.run.OpenMigration;
import dev.planetfall.ui.help.GlossaryDialog;
import dev.planetfall.ui.help.HelpPane;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.Observable;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The main window: the pages at the left, one of them in the middle, Back and Next below. It enters and leaves pages as
 * {@link Wizard#pageIndexProperty()} says, so a page moves on by {@link Wizard#showPage}. On the JavaFX thread only.
 */
public final class WizardWindow {
    private static final double WIDTH = 1100;
    private static final double HEIGHT = 720;
    private static final double MIN_WIDTH = 900;
    private static final double MIN_HEIGHT = 600;
    private static final int HOME = 0;

    private final Stage stage;
    private final Wizard wizard;
    private final List<WizardPage> pages;
    private final HBox header = new HBox();
    private final Themes themes;
    private final Rail rail;
    private final LogStrip strip = new LogStrip();
    private final FrozenStrip frozen;
    private final AlarmStrip alarms = new AlarmStrip();
    private final Label title = new Label();
    private final Label migrationName = new Label();
    private final HelpPane help;
    private final PageContent content = new PageContent();
    private final ScrollPane scroll = new ScrollPane(content);
    private boolean watching;
    private final PageFooter footer = new PageFooter(this::back, this::next);

    /**
     * @param pages in order, at least one
     * @param drawer what is drawn below everything, across the whole width
     */
    public WizardWindow(Stage stage, Wizard wizard, List<WizardPage> pages, Node drawer, Themes themes) {
        this.stage = stage;
        this.wizard = wizard;
        this.pages = List.copyOf(pages);
        this.themes = themes;
        this.rail = new Rail(this.pages, wizard::showPage);
        this.frozen = new FrozenStrip(wizard);
        this.help = new HelpPane(wizard.help(), wizard::openLink, this::showGlossary);
        // It stands above the page, which may have been scrolled when it is opened.
        help.focusedProperty().subscribe(has -> {
            if (has) {
                InView.bring(help);
            }
        });
        VBox middle = new VBox(header(), scroll, alarms, strip, frozen, footer);
        middle.getStyleClass().add("wizard-middle");
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.getStyleClass().add("page-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        BorderPane root = new BorderPane(middle);
        root.getStyleClass().add("wizard");
        themes.calm(root);
        root.setLeft(scrolling(rail));
        root.setBottom(drawer);
        Scene scene = new Scene(root, WIDTH, HEIGHT);
        Themes.style(scene);
        addKeys(scene);
        stage.setScene(scene);
        stage.setTitle(Messages.text("window.wizard-window.planetfall"));
        AppIcon.putOn(stage);
        stage.setMinWidth(MIN_WIDTH);
        stage.setMinHeight(MIN_HEIGHT);
        new Closing(stage, wizard).guard();
        FocusKeeper.guard(scene, scroll);
        LiveRegion.guard(scene, Platform.accessibilityActiveProperty());
        follow();
    }

    public void show() {
        stage.show();
    }

    /** Closes without asking; what runs on the servers goes on. */
    public void close() {
        stage.close();
    }

    public Wizard wizard() {
        return wizard;
    }

    public Themes themes() {
        return themes;
    }

    public Stage stage() {
        return stage;
    }

    public Scene scene() {
        return stage.getScene();
    }

    public List<WizardPage> pages() {
        return pages;
    }

    public WizardPage current() {
        return pages.get(wizard.pageIndexProperty().get());
    }

    /** Goes to the next page, or to the one the present page leads to, if the present one allows it. */
    public void next() {
        int index = wizard.pageIndexProperty().get();
        if (index < pages.size() - 1 && current().mayAdvance().get()) {
            wizard.showPage(current().leadsTo().flatMap(this::pageOf).orElse(index + 1));
        }
    }

    private Optional<Integer> pageOf(Phase phase) {
        return pages.stream()
                .filter(page -> page.phase().equals(Optional.of(phase)))
                .findFirst()
                .map(pages::indexOf);
    }

    public void back() {
        int index = wizard.pageIndexProperty().get();
        if (index > 0) {
            wizard.showPage(index - 1);
        }
    }

    /** The person may choose the language. Called before the window is shown. */
    public void offerLanguages(LanguageChoice choice) {
        header.getChildren().add(header.getChildren().size() - 1, new LanguageMenu(choice));
    }

    private Node header() {
        title.setId("page-title");
        title.getStyleClass().add("page-title");
        migrationName.setId("migration-name");
        migrationName.getStyleClass().add("migration-name");
        HBox name = new HBox(migrationName);
        name.getStyleClass().add("migration-line");
        if (wizard.isRehearsal()) {
            name.getChildren().add(0, rehearsalBadge());
        }
        VBox words = new VBox(title, name);
        HBox.setHgrow(words, Priority.ALWAYS);
        header.getChildren().addAll(words, help.toggle());
        wizard.notices().map(this::noticeButton).ifPresent(header.getChildren()::add);
        header.getChildren().add(new PaletteMenu(themes));
        header.getStyleClass().add("page-header");
        return header;
    }

    private static Node rehearsalBadge() {
        Label badge = new Label(Messages.text("window.wizard-window.rehearsal"));
        badge.setId("rehearsal-badge");
        badge.getStyleClass().addAll("badge", "accent");
        badge.setMinWidth(Region.USE_PREF_SIZE);
        return badge;
    }

    private Node noticeButton(AlarmNotices notices) {
        Button bell = new Button("", new FontIcon("fth-bell"));
        bell.setId("notice-settings");
        bell.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
        bell.setAccessibleText(Messages.text("window.wizard-window.where-alarms-are-told"));
        bell.setTooltip(new Tooltip(Messages.text("window.wizard-window.where-alarms-are-told")));
        bell.setOnAction(click -> new NoticeDialog(stage, notices).showAndWait());
        return bell;
    }

    /** A low window with an open drawer cannot show all pages at once. */
    private static ScrollPane scrolling(Rail rail) {
        ScrollPane pane = new ScrollPane(rail);
        pane.getStyleClass().add("rail-scroll");
        pane.setFitToWidth(true);
        pane.setFitToHeight(true);
        pane.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        rail.setMinHeight(Region.USE_PREF_SIZE);
        return pane;
    }

    private void addKeys(Scene scene) {
        scene.getAccelerators().put(new KeyCodeCombination(KeyCode.LEFT, KeyCombination.ALT_DOWN), this::back);
        scene.getAccelerators().put(new KeyCodeCombination(KeyCode.RIGHT, KeyCombination.ALT_DOWN), this::next);
        scene.getAccelerators().put(new KeyCodeCombination(KeyCode.F1), help::turn);
        scene.getAccelerators().put(new KeyCodeCombination(KeyCode.F1, KeyCombination.SHIFT_DOWN), this::showGlossary);
    }

    private void showGlossary() {
        GlossaryDialog glossary = new GlossaryDialog(stage, DialogButtons.close());
        Themes.style(glossary.getDialogPane());
        glossary.show();
    }

    private void follow() {
        wizard.pageIndexProperty().addListener((index, old, shown) -> {
            pages.get(old.intValue()).onLeave();
            enter(shown.intValue());
        });
        for (WizardPage page : pages) {
            page.mayAdvance().addListener((Observable changed) -> refresh());
        }
        wizard.live().stateProperty().addListener((Observable changed) -> refresh());
        stage.setOnHidden(hidden -> {
            current().onLeave();
            wizard.close();
        });
        enter(wizard.pageIndexProperty().get());
    }

    private void enter(int index) {
        WizardPage page = pages.get(index);
        title.setText(page.title());
        help.show(page.help());
        content.show(help, page.view(), stage.isShowing() && !themes.reducesMotion());
        scroll.setVvalue(0);
        page.onEnter();
        refresh();
        // Else the list of pages gets it when Next is switched off, and Enter would leave the page.
        scroll.requestFocus();
    }

    private void refresh() {
        MigrationState state = wizard.live().state();
        int index = wizard.pageIndexProperty().get();
        rail.update(state, index);
        strip.update(state);
        alarms.update(state);
        frozen.update(state, current().phase().orElse(Phase.CONNECT));
        // On the first page nobody has begun a new one yet.
        String unnamed = index == HOME ? "" : Messages.text("window.wizard-window.new-migration");
        migrationName.setText(state.plan().map(MigrationPlan::name).orElse(unnamed));
        footer.show(current(), index == HOME, index == pages.size() - 1);
        retitle(WindowTitle.of(state, wizard.isRehearsal()));
        watch(state);
    }

    private void retitle(String words) {
        if (!words.equals(stage.getTitle())) {
            stage.setTitle(words);
        }
    }

    /** Whatever page is shown: as long as the source may keep log, somebody measures it. */
    private void watch(MigrationState state) {
        OpenMigration migration = wizard.migration();
        if (state.isUnderWay() && migration.plan().isPresent()) {
            migration.watch();
            watching = true;
        } else if (watching && state.isDone(Phase.FINISH)) {
            watching = false;
            FxThread.offThread(migration::stopWatching);
        }
    }
}
