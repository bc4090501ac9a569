package dev.planetfall.ui.page;

import atlantafx.base.theme.Styles;
import dev.planetfall.language.Messages;
import dev.planetfall.migration.SchemaChoice;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.postgres.PastedSecret;
import dev.planetfall.ui.InView;
import dev.planetfall.ui.control.Banner;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** One object of the schema: what happened to it, what to do, and its DDL to edit, to try again or to skip. */
final class SchemaObjectPane extends VBox {
    private static final int ROWS = 6;

    private final Consumer<SchemaChoice> choose;
    private final Label name = PageLayout.heading("");
    private final Banner message = new Banner();
    private final DifferencePane differences = new DifferencePane();
    private final TextArea ddl = new TextArea();
    private final Button again = new Button(Messages.text("page.schema-object.try-again"));
    private final Button own = new Button(Messages.text("page.schema-object.use-the-sources-ddl"));
    private final Button skip = new Button(Messages.text("page.schema-object.skip"));
    private final TextField reason = new TextField();
    private final Button confirm = new Button(Messages.text("page.schema-object.skip-it"));
    private final HBox buttons = PageLayout.row(again, skip, own);
    private final HBox skipping;
    private SchemaOutcome shown = new SchemaOutcome("", "", Result.CREATED, "", "");
    private boolean busy;

    /** @param choose carries out what the person decided; afterwards {@link #show} is called */
    SchemaObjectPane(Consumer<SchemaChoice> choose) {
        super(8);
        this.choose = choose;
        Button cancel = new Button(Messages.text("page.schema-object.cancel"));
        skipping = PageLayout.row(reason, confirm, cancel);
        name.setId("schema-object");
        name.setWrapText(true);
        message.setId("schema-object-message");
        ddl.setId("ddl-editor");
        ddl.setAccessibleText(Messages.text("page.schema-object.the-objects-ddl"));
        ddl.setPrefRowCount(ROWS);
        ddl.setMinHeight(Region.USE_PREF_SIZE);
        StackPane editor = new StackPane(ddl);
        editor.getStyleClass().add("sql-preview");
        again.setId("try-again");
        again.setOnAction(click -> tryAgain());
        own.setId("own-ddl");
        own.setOnAction(click -> ddl.setText(shown.asRead().strip()));
        skip.setId("skip-object");
        skip.setOnAction(click -> setSkipping(true));
        confirm.setId("confirm-skip");
        confirm.setOnAction(click ->
                decide(reason.getText(), chosen().skipped(reason.getText().strip())));
        confirm.disableProperty().bind(reason.textProperty().map(String::isBlank));
        cancel.setId("cancel-skip");
        cancel.setOnAction(click -> setSkipping(false));
        reason.setId("skip-reason");
        reason.setPromptText(Messages.text("page.schema-object.why-is-it-not-needed"));
        HBox.setHgrow(reason, Priority.ALWAYS);
        ddl.textProperty().subscribe(text -> offer());
        getChildren().addAll(name, message, differences, editor, buttons, skipping);
        setSkipping(false);
    }

    /** @param working whether something runs, so that nothing else can be begun */
    void show(SchemaOutcome outcome, boolean working) {
        busy = working;
        if (!outcome.equals(shown)) {
            boolean another = !outcome.key().equals(shown.key());
            shown = outcome;
            name.setText(
                    outcome.isEdited()
                            ? Messages.text("page.schema-object.edited", outcome.key())
                            : outcome.key() + "");
            tell(outcome);
            differences.show(outcome.differences());
            ddl.setText(outcome.sql().strip());
            ddl.setEditable(mayTry(outcome));
            reason.clear();
            setSkipping(false);
            if (another) {
                ddl.setScrollTop(0);
            }
        }
        offer();
    }

    /** What is told until the outcome changes, such as that a server was lost. */
    void tellError(String sentence) {
        message.showError(sentence);
    }

    private void tell(SchemaOutcome outcome) {
        Result result = outcome.result();
        String words = outcome.message().isEmpty() ? "" : outcome.message() + "\n";
        if (result.isFailure()) {
            message.showError(result.title() + ": " + words + result.advice());
        } else if (result == Result.DIFFERENT || result == Result.HELD_BACK) {
            message.showInfo(result.title() + ": " + words + result.advice());
        } else if (result == Result.LEFT_OUT || result == Result.SKIPPED) {
            message.showInfo(result.title() + ": " + words);
        } else if (!words.isEmpty()) {
            message.showInfo(words.strip());
        } else {
            message.clear();
        }
    }

    private void tryAgain() {
        String written = ddl.getText().strip();
        SchemaChoice unedited = SchemaChoice.own(shown.key());
        boolean known = PastedSecret.isIn(shown.asRead());
        decide(known ? "" : written, written.equals(shown.asRead().strip()) ? unedited : unedited.edited(written));
    }

    /** @param typed what goes into the journal and the report by it */
    private void decide(String typed, SchemaChoice choice) {
        if (PastedSecret.isIn(typed)) {
            message.showError(Messages.text("page.schema-object.this-holds-a-password"));
            InView.bring(message);
        } else {
            choose.accept(choice);
        }
    }

    /** A skipped object keeps the DDL that was edited before. */
    private SchemaChoice chosen() {
        SchemaChoice unedited = SchemaChoice.own(shown.key());
        return shown.isEdited() ? unedited.edited(shown.sql()) : unedited;
    }

    private void offer() {
        boolean mayTry = mayTry(shown);
        shown(buttons, mayTry && !skipping.isVisible());
        again.setText(
                switch (shown.result()) {
                    case SKIPPED -> Messages.text("page.schema-object.do-not-skip-it");
                    case HELD_BACK -> Messages.text("page.schema-object.use-this-ddl");
                    default -> Messages.text("page.schema-object.try-again");
                });
        again.getStyleClass().remove(Styles.ACCENT);
        if (shown.result().isFailure()) {
            again.getStyleClass().add(Styles.ACCENT);
        }
        again.setDisable(busy || ddl.getText().isBlank());
        skip.setDisable(busy);
        shown(skip, shown.result() != Result.SKIPPED);
        shown(own, !ddl.getText().strip().equals(shown.asRead().strip()));
    }

    private void setSkipping(boolean asked) {
        shown(skipping, asked);
        offer();
        if (asked) {
            reason.requestFocus();
            InView.bring(skipping);
        }
    }

    /** What is there as it shall be needs no second attempt, and what may not be told cannot be tried from here. */
    private static boolean mayTry(SchemaOutcome outcome) {
        return outcome.result() != Result.CREATED
                && outcome.result() != Result.ALREADY_THERE
                && !outcome.sql().isBlank();
    }

    private static void shown(Node node, boolean visible) {
        PageLayout.setShown(node, visible);
    }
}
