package dev.planetfall.ui;

import dev.planetfall.language.Messages;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.event.ActionEvent;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/** Where a person chooses how alarms are told outside of the window, and tries it. */
final class NoticeDialog extends Dialog<ButtonType> {
    private final ButtonType save = new ButtonType(Messages.text("window.notice-dialog.save"), ButtonData.OK_DONE);
    private final ButtonType test = new ButtonType(Messages.text("window.notice-dialog.send-a-test"), ButtonData.LEFT);
    private final AlarmNotices notices;
    private final CheckBox system = new CheckBox(Messages.text("window.notice-dialog.show-alarms-as-notifications-of"));
    private final CheckBox phases = new CheckBox(Messages.text("window.notice-dialog.tell-me-when-a-phase"));
    private final CheckBox webhook = new CheckBox(Messages.text("window.notice-dialog.send-alarms-to-a-webhook"));
    private final TextField address = new TextField();
    private final Label said = wrapping("");

    NoticeDialog(Window owner, AlarmNotices notices) {
        this.notices = notices;
        initOwner(owner);
        setTitle(Messages.text("window.notice-dialog.planetfall"));
        setHeaderText(Messages.text("window.notice-dialog.where-alarms-are-told-besides"));
        AlarmNotices.Choice now = notices.choice();
        system.setId("notice-system");
        system.setSelected(now.system());
        phases.setId("notice-phases");
        phases.setWrapText(true);
        phases.setSelected(now.phases());
        webhook.setId("notice-webhook");
        webhook.setSelected(now.webhook());
        address.setId("notice-address");
        address.setText(now.address());
        address.setPromptText("https://...");
        address.disableProperty().bind(webhook.selectedProperty().not());
        said.setId("notice-said");
        Label what = wrapping(Messages.text("window.notice-dialog.phases-are-told-while") + " "
                + Messages.text("window.notice-dialog.an-alarm-is-a-sentence"));
        what.getStyleClass().add("text-muted");
        VBox content = new VBox(12, system, phases, webhook, address, what, said);
        content.setPrefWidth(520);
        getDialogPane().setContent(content);
        getDialogPane().getButtonTypes().setAll(test, DialogButtons.cancel(), save);
        Themes.style(getDialogPane());
        button(test).addEventFilter(ActionEvent.ACTION, this::test);
        button(save).addEventFilter(ActionEvent.ACTION, this::save);
    }

    /** What is said may need lines that the dialog did not have when it was shown. */
    private void say(String sentence) {
        said.setText(sentence);
        if (isShowing()) {
            getDialogPane().getScene().getWindow().sizeToScene();
        }
    }

    private AlarmNotices.Choice chosen() {
        return new AlarmNotices.Choice(
                system.isSelected(),
                phases.isSelected(),
                webhook.isSelected(),
                address.getText().strip());
    }

    private void save(ActionEvent click) {
        Optional<String> problem = notices.problem(chosen());
        problem.ifPresentOrElse(
                sentence -> {
                    say(sentence);
                    click.consume();
                },
                () -> notices.choose(chosen()));
    }

    private void test(ActionEvent click) {
        click.consume();
        AlarmNotices.Choice choice = chosen();
        say(notices.problem(choice).orElse(Messages.text("window.notice-dialog.sending")));
        if (notices.problem(choice).isEmpty()) {
            FxThread.deliver(
                    CompletableFuture.supplyAsync(() -> notices.test(choice)),
                    this::say,
                    thrown -> say(Messages.text("window.notice-dialog.it-could-not-be-sent")));
        }
    }

    private Button button(ButtonType type) {
        return (Button) getDialogPane().lookupButton(type);
    }

    private static Label wrapping(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private static final double USE_PREF_SIZE = javafx.scene.layout.Region.USE_PREF_SIZE;
}
