package dev.planetfall.ui.page;

import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.WizardPage;
import java.util.List;

/** Every page, in the order of the journey. A new page is one line here. */
public final class WizardPages {
    private WizardPages() {}

    public static List<WizardPage> all(Wizard wizard) {
        return List.of(
                new HomePage(wizard),
                new SourcePage(wizard),
                new PlanetScalePage(wizard),
                new ScopePage(wizard),
                new ChecksPage(wizard),
                new DiskSizePage(wizard),
                new SchemaPage(wizard),
                new ReplicatePage(wizard),
                new VerifyPage(wizard),
                new SequencesPage(wizard),
                new CutOverPage(wizard),
                new FinishPage(wizard));
    }
}
