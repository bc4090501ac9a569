package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.Writers;
import dev.planetfall.migration.Writers.TableWrites;
import dev.planetfall.migration.Writers.WriterSession;
import dev.planetfall.migration.freeze.WritersProbe;
import dev.planetfall.postgres.PastedSecret;
import dev.planetfall.ui.FxThread;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.control.TableGrid;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/** Who could still write to the source, measured every two seconds while the page is shown: the sessions that the cutover would end. */
final class WritersPane extends VBox {
    private static final Duration PERIOD = Duration.seconds(2);
    private static final int NAMED = 3;
    private static final int ROWS = 4;

    private final Wizard wizard;
    private final Label words = PageLayout.wrapping("");
    private final TableGrid<WriterSession> sessions =
            new TableGrid<>(Messages.text("page.writers.nobody-else-is-connected"), WriterSession::pid);
    private final TextField ignored = new TextField();
    private final Timeline clock = new Timeline(new KeyFrame(PERIOD, tick -> look()));
    private Optional<Writers> first = Optional.empty();
    private Optional<Writers> last = Optional.empty();
    private boolean asking;

    WritersPane(Wizard wizard) {
        super(8);
        this.wizard = wizard;
        setId("writers");
        words.setId("writers-words");
        sessions.setId("writer-sessions");
        sessions.setAccessibleText(Messages.text("page.writers.sessions"));
        sessions.textColumn(Messages.text("page.writers.application"), session -> orDash(session.application()), 130);
        sessions.textColumn(Messages.text("page.writers.role"), WriterSession::user, 110);
        sessions.textColumn(
                Messages.text("page.writers.from"),
                session -> session.address().orElse(Messages.text("page.writers.local")),
                110);
        sessions.textColumn(Messages.text("page.writers.last-statement"), WritersPane::quiet, 130);
        sessions.setPrefHeight((ROWS + 1) * 33.0);
        sessions.setMinHeight(sessions.getPrefHeight());
        ignored.setId("ignored-writers");
        ignored.setPromptText(Messages.text("page.writers.such-as-datadog-pganalyze"));
        ignored.setOnAction(enter -> ignore());
        ignored.focusedProperty().addListener((property, was, is) -> {
            if (!is) {
                ignore();
            }
        });
        Label label = new Label(Messages.text("page.writers.pass-over"));
        label.setLabelFor(ignored);
        HBox.setHgrow(ignored, Priority.ALWAYS);
        getChildren().addAll(words, sessions, PageLayout.row(label, ignored));
        clock.setCycleCount(Timeline.INDEFINITE);
    }

    void enter() {
        first = Optional.empty();
        last = Optional.empty();
        ignored.setText(String.join(", ", wizard.plan().ignoredWriters()));
        words.setText(Messages.text("page.writers.looking-who-is-connected-to"));
        look();
        clock.play();
    }

    void leave() {
        clock.stop();
    }

    /** Nothing while the page shows something else than the time before the cutover. */
    private void look() {
        if (!isManaged() || asking || wizard.migration().plan().isEmpty()) {
            return;
        }
        asking = true;
        FxThread.deliver(
                wizard.migration().ask(WritersProbe::look),
                found -> {
                    asking = false;
                    show(found);
                },
                thrown -> {
                    asking = false;
                    words.setText(Messages.text("page.writers.it-is-not-known-who", thrown.getMessage()));
                });
    }

    private void show(Writers found) {
        first = first.or(() -> Optional.of(found));
        List<WriterSession> counted = found.without(wizard.plan().ignoredWriters());
        sessions.setRowsInOrder(counted);
        words.setText(
                PastedSecret.isIn(ignored.getText())
                        ? Messages.text("page.writers.this-holds-a-password")
                        : sentence(found, counted));
        last = Optional.of(found);
    }

    private String sentence(Writers found, List<WriterSession> counted) {
        int passed = found.sessions().size() - counted.size();
        String who = counted.isEmpty()
                ? Messages.text("page.writers.no-session-of-others")
                : Messages.plural("page.writers.sessions-of-others-which-the", counted.size());
        String over = passed > 0 ? Messages.text("page.writers.passed-over", passed) : "";
        return who + over + ". " + writes(found);
    }

    private String writes(Writers found) {
        List<TableWrites> written = first.map(found::since).orElse(List.of());
        if (last.isEmpty()) {
            return "";
        }
        if (written.isEmpty()) {
            return Messages.text("page.writers.no-row-was-written-since");
        }
        long rows = written.stream().mapToLong(TableWrites::tuples).sum();
        String tables = written.stream()
                .limit(NAMED)
                .map(table -> table.table() + " (" + Quantities.count(table.tuples()) + ")")
                .collect(Collectors.joining(", "));
        return Messages.plural("page.writers.rows-written-since-you-look", rows, tables);
    }

    private void ignore() {
        wizard.plan()
                .ignoredWriters(Arrays.stream(ignored.getText().split(","))
                        .map(String::strip)
                        .filter(pattern -> !pattern.isEmpty() && !PastedSecret.isIn(pattern))
                        .toList());
        last.ifPresent(this::show);
    }

    private static String quiet(WriterSession session) {
        if (session.writes()) {
            return Messages.text("page.writers.writing-now");
        }
        return session.quiet()
                .map(time -> session.state().equals("active")
                        ? Messages.text("page.writers.running")
                        : Messages.text("page.writers.ago", Quantities.age(time)))
                .orElse(Messages.text("page.writers.may-not-be-seen"));
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
