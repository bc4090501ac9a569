package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Side;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.WizardPage;
import dev.planetfall.ui.help.Documentation;
import dev.planetfall.ui.help.PageHelp;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.scene.Parent;

/** Asks for the database the application uses today. */
final class SourcePage implements WizardPage {
    private final Wizard wizard;
    private final ConnectionViewModel model = new ConnectionViewModel();
    private final RememberedPassword remembered;
    private final WithoutAnswer withoutAnswer;
    private final ObservableBooleanValue mayAdvance;
    private final PageLayout view;
    private String shownMigration = "";

    SourcePage(Wizard wizard) {
        this.wizard = wizard;
        remembered = new RememberedPassword(wizard, Side.SOURCE, model);
        ConnectionForm form = new ConnectionForm(
                Side.SOURCE,
                model,
                Optional::empty,
                remembered,
                settings -> wizard.plan().source(settings));
        withoutAnswer = new WithoutAnswer(wizard, model, Side.SOURCE);
        mayAdvance = model.passedProperty().or(withoutAnswer.allowed());
        view = new PageLayout(
                        Messages.text("page.source.the-database-your-application-uses"),
                        Messages.text("page.source.nothing-is-changed-the-test"))
                .with(form, withoutAnswer);
    }

    @Override
    public String title() {
        return Messages.text("page.source.source");
    }

    @Override
    public Optional<Phase> phase() {
        return Optional.empty();
    }

    @Override
    public Optional<PageHelp> help() {
        return Optional.of(PageHelp.of("source", Documentation.WAYS_TO_MIGRATE, Documentation.BY_REPLICATION));
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
        return new SimpleStringProperty(Messages.text("page.source.condition"));
    }

    @Override
    public void onEnter() {
        String open = wizard.migration().id();
        if (!shownMigration.equals(open)) {
            shownMigration = open;
            model.fill(wizard.plan().source());
        }
        remembered.look();
    }

    @Override
    public void onLeave() {
        model.tidyPaste();
    }
}
