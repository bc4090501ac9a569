package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.run.SourceTables;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.ui.FxThread;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.WizardPage;
import dev.planetfall.ui.control.Banner;
import dev.planetfall.ui.control.Skeleton;
import dev.planetfall.ui.help.Documentation;
import dev.planetfall.ui.help.PageHelp;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBoxTreeItem;
import javafx.scene.control.Label;
import javafx.scene.control.TreeView;
import javafx.scene.control.cell.CheckBoxTreeCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** Lets the person choose schemas and tables, and says by which method they travel. */
final class ScopePage implements WizardPage {
    private static final int TABLES_SHOWN_AT_ONCE = 60;

    private final Wizard wizard;
    private final ScopeViewModel model = new ScopeViewModel();
    private final TreeView<String> tree = new TreeView<>(new CheckBoxTreeItem<>(""));
    private final Banner banner = new Banner();
    private final MethodChoice method;
    private final Label loading = PageLayout.muted(Messages.text("page.scope.reading-the-tables-of-the"));
    private final Skeleton skeleton = new Skeleton(8);
    private final Button again = new Button(Messages.text("page.scope.read-again"));
    private final PageLayout view;
    private Optional<ConnectionSettings> shownSource = Optional.empty();
    private String shownMigration = "";

    ScopePage(Wizard wizard) {
        this.wizard = wizard;
        method = new MethodChoice(wizard.isRehearsal(), chosen -> {
            wizard.plan().method(chosen);
            wizard.decide();
        });
        banner.setId("scope-banner");
        tree.setId("scope-tree");
        tree.setAccessibleText(Messages.text("page.scope.schemas-and-tables"));
        tree.setShowRoot(false);
        tree.setCellFactory(CheckBoxTreeCell.forTreeView());
        tree.disableProperty().bind(model.settledProperty());
        again.setId("read-again");
        again.setOnAction(click -> read());
        wizard.live().stateProperty().subscribe(this::show);
        model.settledProperty().subscribe(settled -> {
            if (settled) {
                banner.showInfo(Messages.text("page.scope.the-schema-was-already-copied"));
            } else {
                banner.clear();
            }
        });
        view = new PageLayout(
                        Messages.text("page.scope.choose-how-and-what-to"),
                        Messages.text("page.scope.nothing-is-changed-the-tables"))
                .with(method, banner, toolbar())
                .growing(new StackPane(tree, skeleton), 240);
    }

    @Override
    public String title() {
        return Messages.text("page.scope.scope");
    }

    @Override
    public Optional<Phase> phase() {
        return Optional.empty();
    }

    @Override
    public Optional<PageHelp> help() {
        return Optional.of(PageHelp.of("scope", Documentation.WAYS_TO_MIGRATE));
    }

    @Override
    public Parent view() {
        return view;
    }

    @Override
    public ObservableBooleanValue mayAdvance() {
        return model.mayAdvanceProperty();
    }

    @Override
    public ObservableValue<String> condition() {
        return new SimpleStringProperty(Messages.text("page.scope.condition"));
    }

    @Override
    public void onEnter() {
        method.show(wizard.plan().method(), wizard.live().state());
        Optional<ConnectionSettings> source = wizard.plan().source();
        if (!shownSource.equals(source) || !model.isLoaded()) {
            shownSource = source;
            read();
        }
    }

    @Override
    public void onLeave() {
        if (model.isLoaded() && !model.settledProperty().get()) {
            wizard.plan().scope(model.scope());
            wizard.decide();
        }
    }

    private void show(MigrationState state) {
        String open = wizard.migration().id();
        if (!shownMigration.equals(open)) {
            shownMigration = open;
            shownSource = Optional.empty();
            model.clear();
            tree.setRoot(new CheckBoxTreeItem<>(""));
        }
        model.show(state);
        method.show(wizard.plan().method(), state);
    }

    private void read() {
        if (wizard.migration().plan().isEmpty()) {
            banner.showError(Messages.text("page.scope.both-servers-must-be-connected"));
            return;
        }
        setReading(true);
        String migration = wizard.migration().id();
        FxThread.deliver(
                wizard.migration().ask(SourceTables::offer),
                offer -> {
                    if (migration.equals(wizard.migration().id())) {
                        take(offer);
                    }
                },
                thrown -> {
                    setReading(false);
                    banner.showError(Messages.text("page.scope.the-tables-of-the-source", thrown.getMessage()));
                });
    }

    private void take(SourceTables.Offer offer) {
        setReading(false);
        List<SourceTables.Choice> choices = offer.choices();
        Scope known = model.isLoaded() ? model.scope() : wizard.plan().scope();
        model.load(choices, known, offer.providerSchemas());
        if (choices.isEmpty()) {
            banner.showWarning(Messages.text("page.scope.the-source-has-no-tables"));
        }
        CheckBoxTreeItem<String> root = new CheckBoxTreeItem<>("");
        boolean expanded = choices.size() <= TABLES_SHOWN_AT_ONCE;
        model.groups().forEach(group -> root.getChildren().add(item(group, expanded)));
        tree.setRoot(root);
        tree.setVisible(!choices.isEmpty());
    }

    private static CheckBoxTreeItem<String> item(ScopeViewModel.Group group, boolean expanded) {
        CheckBoxTreeItem<String> schema = new CheckBoxTreeItem<>(Messages.plural(
                group.preset() ? "page.scope.tables-belongs-to-the-provider" : "page.scope.tables",
                group.entries().size(),
                group.schema(),
                Quantities.bytes(group.bytes())));
        for (ScopeViewModel.Entry entry : group.entries()) {
            SourceTables.Choice choice = entry.choice();
            CheckBoxTreeItem<String> table =
                    new CheckBoxTreeItem<>(choice.name().name() + "   "
                            + Quantities.bytes(choice.bytes())
                            + (choice.partitions().isEmpty()
                                    ? ""
                                    : ", "
                                            + Messages.plural(
                                                    "count.partition",
                                                    choice.partitions().size())));
            schema.getChildren().add(table);
            table.setSelected(entry.chosen().get());
            entry.chosen().bindBidirectional(table.selectedProperty());
        }
        schema.setExpanded(expanded && !group.preset());
        return schema;
    }

    private void setReading(boolean reading) {
        PageLayout.setShown(loading, reading);
        skeleton.setVisible(reading && !model.isLoaded());
        again.setDisable(reading);
    }

    private HBox toolbar() {
        Label totals = PageLayout.heading("");
        totals.setId("scope-totals");
        totals.textProperty().bind(model.totalsProperty());
        setReading(false);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        again.setMinWidth(Region.USE_PREF_SIZE);
        return PageLayout.row(totals, loading, gap, again);
    }
}
