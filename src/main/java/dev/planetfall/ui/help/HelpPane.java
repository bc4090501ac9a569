package dev.planetfall.ui.help;

import atlantafx.base.theme.Styles;
import dev.planetfall.language.Messages;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * What happens on the page that is shown, what of it is changed where, and links to more. Takes no room until somebody opens it, on
 * whatever page; then it is open on all.
 */
public final class HelpPane extends VBox {
    private static final double GAP = 12;
    private static final double ROW_GAP = 8;

    private final HelpChoice choice;
    private final ToggleButton toggle =
            new ToggleButton(Messages.text("help.help-pane.what-happens-here"), new FontIcon("fth-help-circle"));
    private final DocumentLinks links;
    private final Button glossary = new Button(Messages.text("help.help-pane.glossary"), new FontIcon("fth-book-open"));
    private Optional<PageHelp> page = Optional.empty();

    /**
     * @param browser shows a web address
     * @param openGlossary shows every word that is explained
     */
    public HelpPane(HelpChoice choice, Consumer<String> browser, Runnable openGlossary) {
        super(GAP);
        this.choice = choice;
        links = new DocumentLinks(browser);
        setId("page-help");
        getStyleClass().add("page-help");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TEXT);
        toggle.setId("help-toggle");
        toggle.getStyleClass().add("help-toggle");
        toggle.setMinWidth(Region.USE_PREF_SIZE);
        toggle.setTooltip(new Tooltip(Messages.text("help.help-pane.f1-and-shift-f1")));
        toggle.setSelected(choice.isOpen());
        toggle.setOnAction(press -> open(toggle.isSelected()));
        glossary.setId("glossary");
        glossary.getStyleClass().addAll(Styles.FLAT, Styles.SMALL);
        glossary.setMinWidth(USE_PREF_SIZE);
        glossary.setOnAction(press -> openGlossary.run());
        arrange();
    }

    /** The button that opens and closes this, for the window to place. */
    public ToggleButton toggle() {
        return toggle;
    }

    /** Opens what is closed and closes what is open, as a key does. */
    public void turn() {
        toggle.fire();
    }

    /** The page that is explained from now on; empty for one that needs no explanation. */
    public void show(Optional<PageHelp> newPage) {
        if (!page.equals(newPage)) {
            page = newPage;
            arrange();
        }
    }

    private void open(boolean open) {
        choice.setOpen(open);
        arrange();
        if (open) {
            // A screen reader reads it; whoever reads by eye tabs on from here to the words and links.
            requestFocus();
        }
    }

    private void arrange() {
        toggle.setVisible(page.isPresent());
        boolean shown = page.isPresent() && toggle.isSelected();
        setVisible(shown);
        setManaged(shown);
        getChildren().clear();
        if (shown) {
            page.ifPresent(this::fill);
        }
    }

    private void fill(PageHelp help) {
        GridPane changes = changes(help);
        links.show(help.documents());
        HBox.setHgrow(links, Priority.ALWAYS);
        HBox more = new HBox(GAP, links, glossary);
        getChildren().setAll(new TermFlow(help.happens()), changes, more);
        setAccessibleText(String.join(
                " ",
                MarkedText.of(help.happens()).plain(),
                spoken("help.help-pane.source", help.onSource()),
                spoken("help.help-pane.planetscale", help.onPlanetScale()),
                spoken("help.help-pane.this-computer", help.onComputer())));
    }

    private static GridPane changes(PageHelp help) {
        GridPane grid = new GridPane();
        grid.setHgap(GAP);
        grid.setVgap(ROW_GAP);
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(USE_PREF_SIZE);
        ColumnConstraints texts = new ColumnConstraints();
        texts.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().setAll(names, texts);
        Label heading = new Label(Messages.text("help.help-pane.what-is-changed"));
        heading.getStyleClass().add("section-heading");
        grid.add(heading, 0, 0, 2, 1);
        row(grid, 1, Messages.text("help.help-pane.source"), help.onSource());
        row(grid, 2, Messages.text("help.help-pane.planetscale"), help.onPlanetScale());
        row(grid, 3, Messages.text("help.help-pane.this-computer"), help.onComputer());
        return grid;
    }

    private static void row(GridPane grid, int row, String where, String what) {
        Label name = new Label(where);
        name.getStyleClass().add("text-muted");
        name.setMinWidth(USE_PREF_SIZE);
        GridPane.setValignment(name, javafx.geometry.VPos.TOP);
        grid.addRow(row, name, new TermFlow(what));
    }

    private static String spoken(String where, String what) {
        return Messages.text(where) + ": " + MarkedText.of(what).plain();
    }
}
