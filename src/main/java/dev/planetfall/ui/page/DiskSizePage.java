package dev.planetfall.ui.page;

import dev.planetfall.migration.DiskNeed;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Quantities;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.WizardPage;
import dev.planetfall.ui.control.Banner;
import dev.planetfall.ui.control.Form;
import dev.planetfall.ui.control.Metric;
import java.util.Optional;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextField;

/** Works out how much disk PlanetScale needs and lets the person confirm what it has. */
final class DiskSizePage implements WizardPage {
    private final Wizard wizard;
    private final DiskSizeViewModel model = new DiskSizeViewModel();
    private final Metric data = new Metric("Tables");
    private final Metric indexes = new Metric("Indexes");
    private final Metric minimum = new Metric("Minimum");
    private final Metric workspace = new Metric("Workspace");
    private final Metric growth = new Metric("Growth");
    private final Metric log = new Metric("Log while copying");
    private final Metric recommended = new Metric("Recommended disk size");
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
                        "PlanetScale's disk must hold the copy and what building indexes takes. Clouds limit how often a disk"
                                + " may be resized, so set its size before the copy begins.",
                        "Nothing is changed here: you set the size in the PlanetScale dashboard.")
                .with(
                        recommended,
                        form(),
                        verdict,
                        override(),
                        PageLayout.heading("How it is worked out"),
                        PageLayout.metrics(data, indexes, minimum),
                        PageLayout.metrics(workspace, growth, log));
    }

    @Override
    public String title() {
        return "Disk size";
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
        return model.mayAdvanceProperty();
    }

    @Override
    public void onEnter() {
        model.show(wizard.migration().id(), wizard.live().state());
        if (model.diskProperty().get().isEmpty()) {
            verdict.showInfo("The checks measure the source. Go back and run them.");
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
        gigabytes.setPromptText("Gigabytes");
        gigabytes.textProperty().bindBidirectional(model.typedProperty());
        form.row("Disk size that _PlanetScale has now, in GB", gigabytes);
        return form;
    }

    private Node override() {
        CheckBox override = new CheckBox("Go on with this smaller disk; I watch it while the rows are copied");
        override.setId("disk-override");
        override.selectedProperty().bindBidirectional(model.overrideProperty());
        model.verdictProperty()
                .subscribe(found -> PageLayout.setShown(override, found == DiskSizeViewModel.Verdict.TIGHT));
        return override;
    }

    private void show(Optional<DiskNeed> disk) {
        disk.ifPresent(need -> {
            data.set(Quantities.bytes(need.size().dataBytes()), "with their large values");
            indexes.set(Quantities.bytes(need.size().indexBytes()), "rebuilt on PlanetScale");
            minimum.set(
                    Quantities.bytes(need.minimumBytes()), need.minimumPercent() + " % of both, as PlanetScale asks");
            workspace.set(Quantities.bytes(need.workspaceBytes()), "to build indexes, and for log");
            boolean watched = need.rate().isPresent();
            PageLayout.setShown(growth, watched);
            PageLayout.setShown(log, watched);
            growth.set(Quantities.bytes(need.growthPerDay()), "a day, as watched by the checks");
            log.set(
                    Quantities.bytes(need.logWhileCopying()),
                    "on the source, in about " + Quantities.duration(need.copyTime()));
            recommended.set(
                    need.recommendedGigabytes() + " GB",
                    "Type this into PlanetScale: the larger of the minimum, and the copy with workspace"
                            + (watched ? ", log and a week of growth" : "")
                            + "; rounded up, at least 10. A Metal size cannot grow: choose one with at least this.");
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
