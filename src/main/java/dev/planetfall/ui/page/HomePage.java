package dev.planetfall.ui.page;

import atlantafx.base.theme.Styles;
import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationLibrary.Summary;
import dev.planetfall.migration.Phase;
import dev.planetfall.ui.FxThread;
import dev.planetfall.ui.InView;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.WizardPage;
import dev.planetfall.ui.control.Banner;
import dev.planetfall.ui.help.Documentation;
import dev.planetfall.ui.help.PageHelp;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.javafx.FontIcon;

/** The migrations known on this computer, and the way into a new one. */
final class HomePage implements WizardPage {
    private static final double GAP = 12;
    private static final int NEXT_PAGE = 1;
    /** How long ago something was is said in minutes. */
    private static final Duration RENEWAL = Duration.seconds(5);

    private final Wizard wizard;
    private final HomeViewModel model;
    private final Banner banner = new Banner();
    private final HomeCommands commands;
    private final MigrationSearch search = new MigrationSearch(this::show);
    private final VBox list = new VBox(GAP);
    private final Label empty = PageLayout.muted("");
    private final PageLayout view;
    private final Timeline clock = new Timeline(new KeyFrame(RENEWAL, tick -> renew()));
    private List<HomeViewModel.Row> known = List.of();
    private List<MigrationCard> cards = List.of();
    private List<Summary> shown = List.of();
    private List<Boolean> open = List.of();

    HomePage(Wizard wizard) {
        this.wizard = wizard;
        model = new HomeViewModel(wizard.clock());
        clock.setCycleCount(Timeline.INDEFINITE);
        commands = new HomeCommands(wizard, banner, this::read);
        banner.setId("home-banner");
        // What is said of a migration far down the list is said at the top.
        banner.managedProperty().subscribe(shown -> {
            if (shown) {
                InView.bring(banner);
            }
        });
        empty.setId("no-migrations");
        list.setId("migrations");
        Optional<RehearsalCard> rehearsal = wizard.rehearsals().map(program -> new RehearsalCard(program, banner));
        view = new PageLayout(
                        Messages.text("page.home.planetfall-moves-a-postgresql-database"),
                        Messages.text("page.home.nothing-is-changed-until-you"))
                .with(
                        ways(rehearsal.map(RehearsalCard::button)),
                        new FirstSteps(wizard.help(), empty.visibleProperty()),
                        banner,
                        PageLayout.heading(Messages.text("page.home.your-migrations")),
                        search,
                        empty,
                        list);
        rehearsal
                .map(RehearsalCard::card)
                .or(() -> wizard.isRehearsal() ? Optional.of(RehearsalCard.here()) : Optional.empty())
                .ifPresent(view::with);
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
    public Optional<PageHelp> help() {
        return Optional.of(PageHelp.of("home", Documentation.WAYS_TO_MIGRATE, Documentation.QUICKSTART));
    }

    @Override
    public Parent view() {
        return view;
    }

    @Override
    public ObservableBooleanValue mayAdvance() {
        return commands.opened();
    }

    @Override
    public ObservableValue<String> condition() {
        return new SimpleStringProperty(Messages.text("page.home.condition"));
    }

    @Override
    public void onEnter() {
        if (wizard.plan().source().isPresent()) {
            commands.noteOpened();
        }
        // Before they were read nothing is known of them, not even that there are none.
        PageLayout.setShown(empty, false);
        read();
        clock.play();
    }

    @Override
    public void onLeave() {
        clock.stop();
        banner.clear();
    }

    private void read() {
        FxThread.deliver(
                CompletableFuture.supplyAsync(() -> wizard.library().list()),
                migrations -> {
                    known = model.rows(migrations);
                    show();
                },
                thrown ->
                        banner.showError(Messages.text("page.home.the-list-of-migrations-could", thrown.getMessage())));
    }

    private void begin() {
        if (!isFilledIn()) {
            wizard.startNew();
        }
        commands.noteOpened();
        wizard.showPage(NEXT_PAGE);
    }

    /** A rehearsal begins with both connections, which a new migration would lose. */
    private boolean isFilledIn() {
        return wizard.plan().source().isPresent()
                && wizard.plan().target().isPresent()
                && wizard.migration().state().plan().isEmpty();
    }

    private void show() {
        MigrationShelf shelf = search.shelf(known);
        empty.setText(shelf.nothing());
        PageLayout.setShown(empty, !shelf.nothing().isEmpty());
        // What is asked in a card stays open while nothing has changed but the time.
        List<Summary> summaries =
                shelf.rows().stream().map(HomeViewModel.Row::summary).toList();
        List<Boolean> opened = shelf.rows().stream().map(commands::isOpen).toList();
        if (summaries.equals(shown) && opened.equals(open)) {
            IntStream.range(0, cards.size())
                    .forEach(i -> cards.get(i).tell(shelf.rows().get(i).standing()));
        } else {
            shown = summaries;
            open = opened;
            fill(shelf.rows());
        }
    }

    private void renew() {
        known = model.rows(known.stream().map(HomeViewModel.Row::summary).toList());
        show();
    }

    private void fill(List<HomeViewModel.Row> rows) {
        Optional<String> focused = list.getChildren().stream()
                .filter(Node::isFocusWithin)
                .map(Node::getId)
                .findFirst();
        cards = rows.stream().map(row -> new MigrationCard(row, commands)).toList();
        list.getChildren().setAll(cards);
        cards.stream()
                .filter(card -> focused.filter(card.getId()::equals).isPresent())
                .forEach(MigrationCard::focus);
    }

    /** All that can be begun, where it is seen without scrolling whatever stands below. */
    private HBox ways(Optional<Button> rehearsing) {
        Button begin = new Button(Messages.text("page.home.new-migration"), new FontIcon("fth-plus"));
        begin.setId("new-migration");
        begin.getStyleClass().add(Styles.ACCENT);
        begin.setOnAction(click -> begin());
        HBox ways = PageLayout.row(begin);
        rehearsing.ifPresent(ways.getChildren()::add);
        ways.getChildren().add(importing());
        return ways;
    }

    private Button importing() {
        Button open = new Button(Messages.text("page.home.open-migration-file"), new FontIcon("fth-upload"));
        open.setId("import-migration");
        open.setOnAction(click -> SavedFile.find(open, Messages.text("page.home.migration-file"), "*.json")
                .ifPresent(commands::importPlan));
        return open;
    }
}
