package dev.planetfall.ui;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.Severity;
import dev.planetfall.migration.StepStatus;
import org.kordamp.ikonli.javafx.FontIcon;

/** The sign for a state: a shape of its own for each, so that nothing is told by colour alone. */
public enum Mark {
    WAITING("fth-circle", "subtle", "window.mark.waiting"),
    CURRENT("fth-arrow-right-circle", "accent", "window.mark.current"),
    RUNNING("fth-loader", "accent", "window.mark.running"),
    DONE("fth-check-circle", "success", "window.mark.done"),
    NOTE("fth-info", "accent", "window.mark.note"),
    WARNING("fth-alert-triangle", "warning", "window.mark.warning"),
    BLOCKED("fth-alert-octagon", "danger", "window.mark.blocked"),
    FAILED("fth-x-circle", "danger", "window.mark.failed"),
    STOPPED("fth-pause-circle", "warning", "window.mark.stopped"),
    UNKNOWN("fth-help-circle", "warning", "window.mark.unknown"),
    UNDONE("fth-rotate-ccw", "subtle", "window.mark.undone");

    private final String icon;
    private final String tone;
    private final String word;

    Mark(String icon, String tone, String word) {
        this.icon = icon;
        this.tone = tone;
        this.word = word;
    }

    public static Mark of(Severity severity) {
        return switch (severity) {
            case PASSED -> DONE;
            case NOTE -> NOTE;
            case WARNING -> WARNING;
            case BLOCKER -> BLOCKED;
            case UNKNOWN -> UNKNOWN;
        };
    }

    public static Mark of(StepStatus status) {
        return switch (status) {
            case PENDING -> WAITING;
            case RUNNING -> RUNNING;
            case DONE, ALREADY_DONE -> DONE;
            case FAILED -> FAILED;
            case CANCELLED, SKIPPED -> STOPPED;
            case UNDONE -> UNDONE;
        };
    }

    public static Mark of(PhaseStatus status) {
        return switch (status) {
            case NOT_STARTED -> WAITING;
            case RUNNING -> RUNNING;
            case DONE -> DONE;
            case FAILED -> FAILED;
            case BLOCKED -> BLOCKED;
            case CANCELLED -> STOPPED;
        };
    }

    /** One of {@code accent success warning danger subtle}: a style class that colours icons and text. */
    public String tone() {
        return tone;
    }

    /** What the icon says to those who do not see it. */
    public String word() {
        return Messages.text(word);
    }

    /** A new icon of this mark. */
    public FontIcon icon() {
        FontIcon node = new FontIcon(icon);
        node.getStyleClass().addAll("mark", tone);
        node.setAccessibleText(word());
        return node;
    }
}
