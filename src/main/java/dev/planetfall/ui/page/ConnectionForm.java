package dev.planetfall.ui.page;

import atlantafx.base.theme.Styles;
import dev.planetfall.language.Messages;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.run.ConnectionTest;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.SslMode;
import dev.planetfall.ui.Announcement;
import dev.planetfall.ui.FxThread;
import dev.planetfall.ui.InView;
import dev.planetfall.ui.control.Banner;
import dev.planetfall.ui.control.Form;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Asks for one server and tests it away from the JavaFX thread: the fields, the button, what is wrong and what was found. */
final class ConnectionForm extends VBox {
    private static final double GAP = 12;
    private static final int MOST_PASTED_ROWS = 3;
    /** Of a character and of what stands beside the text, in JavaFX units: enough to tell where a line wraps. */
    private static final double CHARACTER_WIDTH = 7.5;

    private static final double PASTE_PADDING = 36;
    private static final double BUSY_SIZE = 18;

    private final Side side;
    private final ConnectionViewModel model;
    private final Supplier<Optional<ConnectionSettings>> other;
    private final Consumer<ConnectionSettings> onAccepted;
    private final Banner banner = new Banner();
    private final Banner pooled = new Banner();
    private final ServerCard card;
    private final RememberedPassword remembered;

    /**
     * @param other the other server, once it is known: the two must not be the same
     * @param remembered the tick below the fields
     * @param onAccepted told after each test that found no problem
     */
    ConnectionForm(
            Side side,
            ConnectionViewModel model,
            Supplier<Optional<ConnectionSettings>> other,
            RememberedPassword remembered,
            Consumer<ConnectionSettings> onAccepted) {
        super(GAP);
        this.side = side;
        this.model = model;
        this.other = other;
        this.remembered = remembered;
        this.onAccepted = onAccepted;
        banner.setId("connection-banner");
        pooled.setId("pooled-banner");
        banner.addEventHandler(Announcement.ERROR_SHOWN, shown -> InView.bring(banner));
        model.errorProperty().subscribe(banner::showError);
        card = new ServerCard(side, model);
        getChildren()
                .addAll(
                        form(),
                        hidingWhenEmpty(PageLayout.muted(""), "ignored", model.ignoredProperty()),
                        pooledRow(),
                        hidingWhenEmpty(PageLayout.wrapping(""), "changed", model.noteProperty()),
                        testRow(),
                        banner,
                        card);
        if (side == Side.SOURCE) {
            getChildren().add(new HostGuide(model.providerProperty()));
        }
    }

    private Node form() {
        ConnectionFields fields = model.fields();
        Form form = new Form();
        form.row(Messages.text("page.connection-form.connection-string"), paste());
        TextField port = text("port", new TextField(), fields.port());
        port.setPrefColumnCount(5);
        form.row(
                Messages.text("page.connection-form.host"),
                text("host", new TextField(), fields.host()),
                Messages.text("page.connection-form.p-ort"),
                port);
        TextField user = text("user", new TextField(), fields.user());
        user.setPrefColumnCount(16);
        form.row(
                Messages.text("page.connection-form.database"),
                text("database", new TextField(), fields.database()),
                Messages.text("page.connection-form.user"),
                user);
        ComboBox<SslMode> sslMode = new ComboBox<>();
        sslMode.setId("sslmode");
        sslMode.getItems().setAll(SslMode.values());
        sslMode.valueProperty().bindBidirectional(fields.sslMode());
        form.row(
                Messages.text("page.connection-form.pass-word"),
                password(fields),
                Messages.text("page.connection-form.encryption"),
                sslMode);
        form.add(remembered, 1, form.getRowCount());
        TextField certificate = text("rootcert", new TextField(), fields.rootCertificate());
        certificate.setPromptText(Messages.text("page.connection-form.only-if-the-provider-gave"));
        form.row(Messages.text("page.connection-form.root-certificate"), certificate);
        return form;
    }

    /** Where most forms end for whoever types. */
    private PasswordField password(ConnectionFields fields) {
        PasswordField field = text("password", new PasswordField(), fields.password());
        field.setOnAction(enter -> test());
        return field;
    }

    private TextArea paste() {
        TextArea paste = new TextArea();
        paste.setId("paste");
        paste.setWrapText(true);
        paste.setPromptText(Messages.text("page.connection-form.postgresql-user-password-host-5432"));
        TabKey.leaves(paste);
        paste.textProperty().bindBidirectional(model.pasteProperty());
        paste.focusedProperty().subscribe(focused -> {
            if (!focused) {
                model.tidyPaste();
            }
        });
        paste.textProperty().subscribe(() -> fit(paste));
        paste.widthProperty().subscribe(() -> fit(paste));
        fit(paste);
        return paste;
    }

    /** As high as its text, or what stands there before there is one, within reason: the room below is for what the test finds. */
    private static void fit(TextArea paste) {
        double perRow = Math.max(20, (paste.getWidth() - PASTE_PADDING) / CHARACTER_WIDTH);
        String shown = paste.getText().isEmpty() ? paste.getPromptText() : paste.getText();
        double rows = shown.lines()
                .mapToDouble(line -> Math.max(1, Math.ceil(line.length() / perRow)))
                .sum();
        paste.setPrefRowCount((int) Math.max(1, Math.min(MOST_PASTED_ROWS, rows)));
    }

    private Node pooledRow() {
        Button use = new Button(Messages.text("page.connection-form.use-the-direct-address"));
        use.setId("use-direct");
        use.setOnAction(click -> model.useDirect());
        use.setMinWidth(USE_PREF_SIZE);
        HBox.setHgrow(pooled, Priority.ALWAYS);
        HBox row = PageLayout.row(pooled, use);
        model.directProperty().subscribe(direct -> PageLayout.setShown(use, direct.isPresent()));
        model.pooledProperty().subscribe(sentence -> {
            pooled.showWarning(sentence);
            PageLayout.setShown(row, !sentence.isEmpty());
        });
        return row;
    }

    private Node testRow() {
        Button test = new Button(Messages.text("page.connection-form.test-connection"));
        test.setId("primary-action");
        test.getStyleClass().add(Styles.ACCENT);
        test.disableProperty().bind(model.testingProperty());
        test.setOnAction(click -> test());
        ProgressIndicator busy = new ProgressIndicator();
        busy.setId("busy");
        busy.setPrefSize(BUSY_SIZE, BUSY_SIZE);
        busy.setMinSize(BUSY_SIZE, BUSY_SIZE);
        busy.visibleProperty().bind(model.testingProperty());
        Label words = PageLayout.muted(Messages.text("page.connection-form.connecting-this-gives-up-after"));
        words.visibleProperty().bind(model.testingProperty());
        return PageLayout.row(test, busy, words);
    }

    private void test() {
        if (model.testingProperty().get()) {
            return;
        }
        model.beginTest().ifPresentOrElse(this::test, () -> InView.bring(banner));
    }

    private void test(ConnectionSettings settings) {
        Optional<ConnectionSettings> otherServer = other.get();
        FxThread.deliver(
                CompletableFuture.supplyAsync(() -> ConnectionTest.of(side, settings, otherServer)),
                answer -> {
                    if (model.answered(settings, answer)) {
                        onAccepted.accept(settings);
                        remembered.accepted(settings.password());
                        reveal();
                    }
                },
                thrown -> model.refused(settings, sentence(thrown)));
    }

    /** The person may have gone to another page meanwhile. */
    private void reveal() {
        if (getScene() != null) {
            InView.bring(card);
        }
    }

    private String sentence(Throwable thrown) {
        return thrown instanceof DatabaseException
                ? thrown.getMessage()
                : Messages.text("page.connection-form.the-could-not-be-tested", side.label(), thrown.getMessage());
    }

    private static <T extends TextInputControl> T text(String id, T field, javafx.beans.property.StringProperty value) {
        field.setId(id);
        field.textProperty().bindBidirectional(value);
        return field;
    }

    private static Label hidingWhenEmpty(Label label, String id, javafx.beans.property.ReadOnlyStringProperty text) {
        label.setId(id);
        text.subscribe(words -> {
            label.setText(words);
            PageLayout.setShown(label, !words.isEmpty());
        });
        return label;
    }
}
