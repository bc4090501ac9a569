package dev.planetfall.ui.control.chart;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.HistoryStretch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/** Which part of the history all charts show, and which moment of it is read in all of them. On the JavaFX thread only. */
final class TimeWindow {
    /** How much is shown up to now. */
    enum Range {
        QUARTER(Messages.text("chart.time-window.15-min"), Optional.of(Duration.ofMinutes(15))),
        HOUR("1 h", Optional.of(Duration.ofHours(1))),
        DAY("24 h", Optional.of(Duration.ofDays(1))),
        ALL(Messages.text("chart.time-window.all"), Optional.empty());

        private final String title;
        private final Optional<Duration> length;

        Range(String title, Optional<Duration> length) {
            this.title = title;
            this.length = length;
        }

        String title() {
            return title;
        }
    }

    /** Less is no picture. */
    private static final double SHORTEST = 30;

    private final ObjectProperty<Range> range = new SimpleObjectProperty<>(Range.HOUR);
    private final ObjectProperty<Optional<Span>> zoom = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<OptionalDouble> reading = new SimpleObjectProperty<>(OptionalDouble.empty());
    private final ReadOnlyObjectWrapper<Span> shown = new ReadOnlyObjectWrapper<>(new Span(0, SHORTEST));
    private Span measured = new Span(0, SHORTEST);

    TimeWindow() {
        range.subscribe(chosen -> zoom.set(Optional.empty()));
        range.subscribe(chosen -> update());
        zoom.subscribe(chosen -> update());
    }

    /** The range that was chosen; choosing one ends a zoom. */
    ObjectProperty<Range> rangeProperty() {
        return range;
    }

    /** The part that was zoomed into; empty for the whole range up to now. */
    ObjectProperty<Optional<Span>> zoomProperty() {
        return zoom;
    }

    /** The moment that is read; empty for the newest one. */
    ObjectProperty<OptionalDouble> readingProperty() {
        return reading;
    }

    ReadOnlyObjectProperty<Span> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    Span shown() {
        return shown.get();
    }

    /** Follows the newest of these from now on, unless zoomed in. */
    void follow(List<HistoryStretch> stretches) {
        if (!stretches.isEmpty()) {
            double to = seconds(stretches.get(stretches.size() - 1).to());
            measured = new Span(Math.min(seconds(stretches.get(0).from()), to - SHORTEST), to);
            update();
        }
    }

    void zoomTo(Span span) {
        if (span.length() >= SHORTEST / 3) {
            zoom.set(Optional.of(span.within(measured)));
        }
    }

    /** Shows more or less around a moment, which stays where it is. */
    void zoomAround(double at, double factor) {
        Span now = shown();
        double length = Math.max(SHORTEST / 3, now.length() * factor);
        if (length >= measured.length()) {
            range.set(Range.ALL);
            zoom.set(Optional.empty());
            return;
        }
        double share = (at - now.from()) / now.length();
        zoomTo(new Span(at - share * length, at + (1 - share) * length));
    }

    void reset() {
        zoom.set(Optional.empty());
    }

    static double seconds(Instant at) {
        return at.toEpochMilli() / 1_000.0;
    }

    private void update() {
        shown.set(zoom.get()
                .orElseGet(() -> range.get()
                        .length
                        // A run that is younger than the range would be a line at the edge.
                        .map(length ->
                                new Span(Math.max(measured.from(), measured.to() - length.toSeconds()), measured.to()))
                        .orElse(measured)));
    }
}
