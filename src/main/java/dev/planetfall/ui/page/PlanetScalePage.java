package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.ui.Announcement;
import dev.planetfall.ui.FxThread;
import dev.planetfall.ui.InView;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.WizardPage;
import dev.planetfall.ui.control.Banner;
import dev.planetfall.ui.help.Documentation;
import dev.planetfall.ui.help.PageHelp;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.scene.Parent;

/** Asks for the PlanetScale database, then lets the engine log in to both servers and write down what they are. */
final class PlanetScalePage implements WizardPage {
    private final Wizard wizard;
    private final ConnectionViewModel connection = new ConnectionViewModel();
    private final PlanetScaleViewModel model = new PlanetScaleViewModel(connection.passedProperty());
    private final Banner outcome = new Banner();
    private final RememberedPassword remembered;
    private final WithoutAnswer withoutAnswer;
    private final ObservableBooleanValue mayAdvance;
    private final PageLayout view;

    PlanetScalePage(Wizard wizard) {
        this.wizard = wizard;
        outcome.setId("connect-outcome");
        outcome.addEventHandler(Announcement.ERROR_SHOWN, shown -> InView.bring(outcome));
        model.errorProperty().subscribe(outcome::showError);
        remembered = new RememberedPassword(wizard, Side.TARGET, connection);
        ConnectionForm form =
                new ConnectionForm(Side.TARGET, connection, () -> wizard.plan().source(), remembered, this::connect);
        withoutAnswer = new WithoutAnswer(wizard, connection, Side.TARGET);
        mayAdvance = Bindings.or(model.mayAdvanceProperty(), withoutAnswer.allowed());
        view = new PageLayout(
                        Messages.text("page.planet-scale.the-planetscale-database-your-application"),
                        Messages.text("page.planet-scale.nothing-is-changed-the-test"))
                .with(form, outcome, withoutAnswer);
        wizard.live().stateProperty().subscribe(state -> showMigration());
    }

    @Override
    public String title() {
        return "PlanetScale";
    }

    @Override
    public Optional<Phase> phase() {
        return Optional.of(Phase.CONNECT);
    }

    @Override
    public Optional<PageHelp> help() {
        return Optional.of(PageHelp.of("planetscale", Documentation.CONNECTING, Documentation.ROLES));
    }

    @Override
    public Parent view() {
        return view;
    }

    @Override
    public ObservableBooleanValue mayAdvance() {
        return mayAdvance;
    }

    @Override
    public ObservableValue<String> condition() {
        return new SimpleStringProperty(Messages.text("page.planet-scale.condition"));
    }

    @Override
    public Optional<Phase> leadsTo() {
        return model.resumedPhase();
    }

    @Override
    public void onEnter() {
        showMigration();
        if (model.isOutdated(wizard.plan().source())) {
            connection.fill(wizard.plan().target());
        }
        remembered.look();
    }

    @Override
    public void onLeave() {
        connection.tidyPaste();
        model.left();
    }

    /** Another migration was opened: what was typed for the one before is forgotten, wherever the person is. */
    private void showMigration() {
        if (model.open(wizard.migration().id(), wizard.migration().state())) {
            connection.fill(wizard.plan().target());
        }
    }

    private void connect(ConnectionSettings settings) {
        wizard.plan().target(settings);
        wizard.decide();
        String migration = wizard.migration().id();
        model.connecting(wizard.plan().source());
        FxThread.deliver(
                wizard.migration().run(Phase.CONNECT),
                status -> {
                    if (wizard.migration().id().equals(migration)) {
                        model.connected(status, wizard.migration().state());
                    }
                },
                thrown -> model.connected(PhaseStatus.FAILED, wizard.migration().state()));
    }
}
