package dev.planetfall.ui;

import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.Severity;
import dev.planetfall.migration.StepStatus;
import org.kordamp.ikonli.javafx.FontIcon;

/** The sign for a state: a shape of its own for each, so that nothing is told by colour alone. */
public enum Mark {
    WAITING("fth-circle", "subtle"),
    CURRENT("fth-arrow-right-circle", "accent"),
    RUNNING("fth-loader", "accent"),
    DONE("fth-check-circle", "success"),
    NOTE("fth-info", "accent"),
    WARNING("fth-alert-triangle", "warning"),
    BLOCKED("fth-alert-octagon", "danger"),
    FAILED("fth-x-circle", "danger"),
    STOPPED("fth-pause-circle", "warning"),
    UNKNOWN("fth-help-circle", "warning"),
    UNDONE("fth-rotate-ccw", "subtle");

    private final String icon;
    private final String tone;

    Mark(String icon, String tone) {
        this.icon = icon;
        this.tone = tone;
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

    /** A new icon of this mark. */
    public FontIcon icon() {
        FontIcon node = new FontIcon(icon);
        node.getStyleClass().addAll("mark", tone);
        return node;
    }
}
