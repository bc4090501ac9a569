package dev.planetfall.ui;

import dev.planetfall.migration.Phase;
import dev.planetfall.ui.help.PageHelp;
import java.util.Optional;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.scene.Parent;

/**
 * One page of the wizard. Made once, lives as long as the window, used on the JavaFX thread only. It subscribes in
 * {@link #onEnter} and releases in {@link #onLeave}.
 */
public interface WizardPage {
    /** In the list of steps and as the heading, such as "Disk size". */
    String title();

    /** The phase whose status this page's mark in the list of steps shows; empty for pages that only ask. */
    Optional<Phase> phase();

    /** The page's content without heading and buttons: the window draws those. The same node at every call. */
    Parent view();

    /** Whether the page's question is answered, so that Next is enabled. */
    ObservableBooleanValue mayAdvance();

    /** What has to be done here before Next is enabled, in one short sentence; shown only while it is not. */
    ObservableValue<String> condition();

    /** The phase whose page Next goes to; empty for the page that follows in the list. */
    default Optional<Phase> leadsTo() {
        return Optional.empty();
    }

    /** What is explained about the page where somebody asks; asked each time the page is entered. */
    default Optional<PageHelp> help() {
        return Optional.empty();
    }

    /** The page is shown now. */
    void onEnter();

    /** The page is about to be hidden. */
    void onLeave();
}
