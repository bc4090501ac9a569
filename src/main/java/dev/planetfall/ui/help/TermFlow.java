package dev.planetfall.ui.help;

import atlantafx.base.controls.Popover;
import dev.planetfall.language.Messages;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** Sentences in which a word of the glossary tells its meaning: when the mouse rests on it, or when it is pressed. */
final class TermFlow extends TextFlow {
    private static final double MEANING_WIDTH = 320;
    private static final double GAP = 4;

    TermFlow(String marked) {
        MarkedText text = MarkedText.of(marked);
        getStyleClass().add("term-flow");
        setAccessibleRole(AccessibleRole.TEXT);
        setAccessibleText(text.plain());
        text.parts()
                .forEach(part -> getChildren()
                        .add(part.entry()
                                .map(entry -> term(part.words(), entry))
                                .orElseGet(() -> plain(part.words()))));
    }

    private static Node plain(String words) {
        Text text = new Text(words);
        text.getStyleClass().add("plain-words");
        return text;
    }

    private static Node term(String words, String id) {
        Glossary.Entry entry = Glossary.entry(id);
        Hyperlink link = new Hyperlink(words);
        link.getStyleClass().add("term");
        link.setAccessibleText(Messages.text("help.term-flow.what-is", words));
        link.setAccessibleHelp(entry.meaning());
        Tooltip tip = new Tooltip(entry.meaning());
        tip.setWrapText(true);
        tip.setMaxWidth(MEANING_WIDTH);
        link.setTooltip(tip);
        link.setOnAction(press -> {
            link.setVisited(false);
            explain(entry, link);
        });
        return link;
    }

    private static void explain(Glossary.Entry entry, Node beside) {
        Label term = new Label(entry.term());
        term.getStyleClass().add("section-heading");
        Label meaning = new Label(entry.meaning());
        meaning.setWrapText(true);
        meaning.setMinHeight(USE_PREF_SIZE);
        // Else the popover takes the height of one long line.
        meaning.setPrefWidth(MEANING_WIDTH);
        VBox content = new VBox(GAP, term, meaning);
        content.getStyleClass().add("term-meaning");
        Popover popover = new Popover(content);
        popover.setDetachable(false);
        popover.setHeaderAlwaysVisible(false);
        popover.setArrowLocation(Popover.ArrowLocation.TOP_LEFT);
        popover.show(beside);
    }
}
