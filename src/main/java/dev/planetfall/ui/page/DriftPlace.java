package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.SchemaMend;
import dev.planetfall.ui.control.SqlExcerpt;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** One place in which the schemas have come apart: what each server has, and the statements, which can be chosen and copied. */
final class DriftPlace extends VBox {
    private static final int LONG = 160;

    private final SchemaMend mend;
    private final CheckBox choice = new CheckBox();

    /** @param onChoice is told when the person changed their mind */
    DriftPlace(SchemaMend mend, Runnable onChoice) {
        super(8);
        this.mend = mend;
        getStyleClass().add("drift-place");
        getChildren().add(title(onChoice));
        if (isWorthComparing()) {
            VBox source = side(Messages.text("page.drift-place.on-the-source"), mend.shownOnSource());
            VBox target = side(Messages.text("page.drift-place.on-planetscale"), mend.shownOnTarget());
            PageLayout.shareWidth(source, target);
            getChildren().add(new HBox(12, source, target));
        }
        if (mend.hasStatements()) {
            getChildren().add(new SqlExcerpt(mend.sql()));
        }
        if (!mend.note().isEmpty()) {
            getChildren().add(PageLayout.muted(mend.note()));
        }
    }

    SchemaMend mend() {
        return mend;
    }

    /** Whether its statements shall be run. */
    boolean isChosen() {
        return mend.hasStatements() && choice.isSelected();
    }

    private Region title(Runnable onChoice) {
        if (!mend.hasStatements()) {
            return PageLayout.heading(said());
        }
        choice.setText(said());
        choice.setMnemonicParsing(false);
        choice.setSelected(true);
        choice.setWrapText(true);
        choice.getStyleClass().add("section-heading");
        choice.selectedProperty().subscribe((before, now) -> onChoice.run());
        return choice;
    }

    private String said() {
        if (mend.onTarget().isEmpty()) {
            return Messages.text("page.drift-place.planetscale-lacks", mend.named());
        }
        return Messages.text(
                mend.onSource().isEmpty()
                        ? "page.drift-place.only-planetscale-has"
                        : "page.drift-place.planetscale-differs-in",
                mend.named());
    }

    /** What only one has is told by the statements, where there are any. */
    private boolean isWorthComparing() {
        boolean both = !mend.onSource().isEmpty() && !mend.onTarget().isEmpty();
        boolean any = !mend.onSource().isEmpty() || !mend.onTarget().isEmpty();
        boolean fits = mend.onSource().length() + mend.onTarget().length() < 2 * LONG;
        return fits && any && (both || !mend.hasStatements() || mend.onSource().isEmpty());
    }

    private static VBox side(String where, String definition) {
        Label text = PageLayout.wrapping(definition);
        text.getStyleClass().add("drift-definition");
        return new VBox(PageLayout.muted(where), text);
    }
}
