package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.DiskNeed;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Quantities;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.WizardPage;
import dev.planetfall.ui.control.Banner;
import dev.planetfall.ui.control.Form;
import dev.planetfall.ui.control.Metric;
import dev.planetfall.ui.help.Documentation;
import dev.planetfall.ui.help.PageHelp;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextField;

/** Works out how much disk PlanetScale needs and lets the person confirm what it has. */
final class DiskSizePage implements WizardPage {
    private final Wizard wizard;
    private final DiskSizeViewModel model = new DiskSizeViewModel();
    private final Metric data = new Metric(Messages.text("page.disk-size.tables"));
    private final Metric indexes = new Metric(Messages.text("page.disk-size.indexes"));
    private final Metric minimum = new Metric(Messages.text("page.disk-size.minimum"));
    private final Metric workspace = new Metric(Messages.text("page.disk-size.workspace"));
    private final Metric growth = new Metric(Messages.text("page.disk-size.growth"));
    private final Metric log = new Metric(Messages.text("page.disk-size.log-while-copying"));
    private final Metric recommended = new Metric(Messages.text("page.disk-size.recommended-disk-size"));
    private final Banner verdict = new Banner();
    private final PageLayout view;

    DiskSizePage(Wizard wizard) {
        this.wizard = wizard;
        recommended.setId("recommended-disk");
        verdict.setId("disk-verdict");
        model.diskProperty().subscribe(this::show);
        model.sentenceProperty().subscribe(words -> judge());
        wizard.live()
                .stateProperty()
                .subscribe(state -> model.show(wizard.migration().id(), state));
        view = new PageLayout(
                        Messages.text("page.disk-size.planetscales-disk-must-hold-the"),
                        Messages.text("page.disk-size.nothing-is-changed-here-you"))
                .with(
                        recommended,
                        form(),
                        verdict,
                        override(),
                        PageLayout.heading(Messages.text("page.disk-size.how-it-is-worked-out")),
                        PageLayout.metrics(data, indexes, minimum),
                        PageLayout.metrics(workspace, growth, log));
    }

    @Override
    public String title() {
        return Messages.text("page.disk-size.disk-size");
    }

    @Override
    public Optional<Phase> phase() {
        return Optional.empty();
    }

    @Override
    public Optional<PageHelp> help() {
        return Optional.of(PageHelp.of("disk-size", Documentation.STORAGE, Documentation.AUTOSCALING));
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
        return new SimpleStringProperty(Messages.text("page.disk-size.condition"));
    }

    @Override
    public void onEnter() {
        model.show(wizard.migration().id(), wizard.live().state());
        if (model.diskProperty().get().isEmpty()) {
            verdict.showInfo(Messages.text("page.disk-size.the-checks-measure-the-source"));
        }
    }

    @Override
    public void onLeave() {
        model.confirmed().ifPresent(gigabytes -> {
            wizard.plan().diskConfirmedGigabytes(gigabytes);
            wizard.decide();
        });
    }

    private Node form() {
        Form form = new Form();
        TextField gigabytes = new TextField();
        gigabytes.setId("disk-gigabytes");
        gigabytes.setPromptText(Messages.text("page.disk-size.gigabytes"));
        gigabytes.textProperty().bindBidirectional(model.typedProperty());
        form.row(Messages.text("page.disk-size.disk-size-that-planetscale-has"), gigabytes);
        return form;
    }

    private Node override() {
        CheckBox override = new CheckBox(Messages.text("page.disk-size.go-on-with-this-smaller"));
        override.setId("disk-override");
        override.selectedProperty().bindBidirectional(model.overrideProperty());
        model.verdictProperty()
                .subscribe(found -> PageLayout.setShown(override, found == DiskSizeViewModel.Verdict.TIGHT));
        return override;
    }

    private void show(Optional<DiskNeed> disk) {
        disk.ifPresent(need -> {
            data.set(
                    Quantities.bytes(need.size().dataBytes()), Messages.text("page.disk-size.with-their-large-values"));
            indexes.set(
                    Quantities.bytes(need.size().indexBytes()), Messages.text("page.disk-size.rebuilt-on-planetscale"));
            minimum.set(
                    Quantities.bytes(need.minimumBytes()),
                    Messages.text("page.disk-size.of-both-as-planetscale-asks", need.minimumPercent()));
            workspace.set(
                    Quantities.bytes(need.workspaceBytes()), Messages.text("page.disk-size.to-build-indexes-and-for"));
            boolean watched = need.rate().isPresent();
            PageLayout.setShown(growth, watched);
            PageLayout.setShown(log, watched);
            growth.set(Quantities.bytes(need.growthPerDay()), Messages.text("page.disk-size.a-day-as-watched-by"));
            log.set(
                    Quantities.bytes(need.logWhileCopying()),
                    Messages.text("page.disk-size.on-the-source-in-about", Quantities.duration(need.copyTime())));
            recommended.set(
                    Messages.text("page.disk-size.gb", need.recommendedGigabytes()),
                    Messages.text(
                            watched
                                    ? "page.disk-size.type-this-into-planetscale-the"
                                    : "page.disk-size.type-this-into-planetscale-the-larger"));
        });
    }

    private void judge() {
        String words = model.sentenceProperty().get();
        switch (model.verdictProperty().get()) {
            case NOTHING_TYPED -> verdict.clear();
            case NOT_A_NUMBER, TOO_SMALL -> verdict.showError(words);
            case TIGHT -> verdict.showWarning(words);
            case ENOUGH -> verdict.showSuccess(words);
        }
    }
}
