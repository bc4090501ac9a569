package dev.planetfall.ui.page;

import atlantafx.base.theme.Styles;
import dev.planetfall.language.Messages;
import dev.planetfall.migration.DiagnosticsBundle;
import dev.planetfall.migration.DiagnosticsBundle.Part;
import dev.planetfall.migration.Quantities;
import dev.planetfall.ui.HarmlessAnswer;
import dev.planetfall.ui.control.SingleChoice;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/** Shows what a person would hand on, file by file and just as it would be written, before it is written. */
final class DiagnosticsPane extends VBox {
    private static final double GAP = 8;
    private static final int ROWS = 12;
    /** More than anyone reads, and as much as a text area shows at once. */
    private static final int MOST_CHARACTERS = 200_000;

    private final HomeCommands commands;
    private final Label removed = PageLayout.wrapping("");
    private final FlowPane names = new FlowPane(GAP, GAP);
    private final TextArea text = new TextArea();
    private final Label cut = PageLayout.muted("");
    private final Button save = new Button(Messages.text("page.home.save-diagnostics"));
    private DiagnosticsBundle bundle;

    /** @param close called when the person has seen enough */
    DiagnosticsPane(HomeViewModel.Row row, HomeCommands commands, Runnable close) {
        super(GAP);
        this.commands = commands;
        removed.setId("removed-" + row.id());
        names.setId("diagnostics-" + row.id());
        text.setId("diagnostics-text-" + row.id());
        text.setEditable(false);
        text.setPrefRowCount(ROWS);
        text.setWrapText(true);
        text.getStyleClass().add("diagnostics-text");
        save.setId("save-diagnostics-" + row.id());
        save.getStyleClass().add(Styles.ACCENT);
        save.setOnAction(click -> SavedFile.choose(this, "planetfall-diagnostics-" + row.id() + ".zip")
                .ifPresent(this::save));
        Button leave = new Button(Messages.text("page.home.close"));
        leave.setId("close-diagnostics-" + row.id());
        leave.setOnAction(click -> close.run());
        getChildren()
                .addAll(
                        PageLayout.wrapping(Messages.text("page.home.this-is-what-the-file")),
                        removed,
                        PageLayout.muted(Messages.text("page.home.names-of-databases-stay")),
                        names,
                        text,
                        cut,
                        PageLayout.row(save, leave));
        HarmlessAnswer.onEscape(this, leave);
    }

    void show(DiagnosticsBundle gathered) {
        bundle = gathered;
        removed.setText(removed(gathered));
        SingleChoice<Part> choice = new SingleChoice<>(this::show);
        names.getChildren()
                .setAll(gathered.parts().stream()
                        .map(part -> name(part, choice))
                        .toList());
        ToggleButton first = (ToggleButton) names.getChildren().get(0);
        first.fire();
        first.requestFocus();
    }

    void save(Path zip) {
        commands.saveDiagnostics(bundle, zip);
    }

    private static String removed(DiagnosticsBundle bundle) {
        String all = bundle.redactions().stream()
                .map(each -> Messages.text("page.home.kind-and-number", each.what(), each.count()))
                .collect(Collectors.joining(", "));
        return all.isEmpty()
                ? Messages.text("page.home.nothing-had-to-be-taken")
                : Messages.text("page.home.taken-out", all);
    }

    private ToggleButton name(Part part, SingleChoice<Part> choice) {
        long bytes = part.text().getBytes(StandardCharsets.UTF_8).length;
        ToggleButton button =
                new ToggleButton(Messages.text("page.home.kind-and-number", part.name(), Quantities.bytes(bytes)));
        button.setId("part-" + part.name().replace('.', '-'));
        choice.add(part, button);
        return button;
    }

    private void show(Part part) {
        boolean whole = part.text().length() <= MOST_CHARACTERS;
        text.setText(whole ? part.text() : part.text().substring(0, MOST_CHARACTERS));
        text.setAccessibleText(Messages.text("page.home.what-is-in", part.name()));
        cut.setText(whole ? "" : Messages.text("page.home.only-the-beginning", part.name()));
        PageLayout.setShown(cut, !whole);
    }
}
