package dev.planetfall.ui.control.chart;

import dev.planetfall.language.Messages;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.chart.ValueAxis;

/** Time of day in seconds since 1970, with marks where clocks and calendars have them, wherever the axis begins. */
final class TimeAxis extends ValueAxis<Number> {
    private static final double LABEL_WIDTH = 78;
    private static final double DAY = 86_400;
    private static final double[] STEPS = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, DAY, 2 * DAY, 7 * DAY,
        14 * DAY, 28 * DAY, 91 * DAY, 364 * DAY
    };
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAYS = Messages.dates("date.short-day");

    private final ZoneId zone = ZoneId.systemDefault();
    private double step = 1;

    TimeAxis() {
        setAutoRanging(false);
        setAnimated(false);
        setMinorTickVisible(false);
        setMinorTickCount(0);
    }

    void show(Span span) {
        setLowerBound(span.from());
        setUpperBound(span.to());
    }

    @Override
    protected List<Number> calculateTickValues(double length, Object range) {
        Span span = new Span(getLowerBound(), getUpperBound());
        step = step(span.length(), Math.max(2, length / LABEL_WIDTH));
        double offset = zone.getRules()
                .getOffset(Instant.ofEpochSecond((long) span.from()))
                .getTotalSeconds();
        List<Number> ticks = new ArrayList<>();
        for (double at = Math.ceil((span.from() + offset) / step) * step - offset; at <= span.to(); at += step) {
            ticks.add(at);
        }
        return ticks;
    }

    private static double step(double length, double most) {
        for (double candidate : STEPS) {
            if (length / candidate <= most) {
                return candidate;
            }
        }
        return STEPS[STEPS.length - 1];
    }

    @Override
    protected List<Number> calculateMinorTickMarks() {
        return List.of();
    }

    @Override
    protected String getTickMarkLabel(Number value) {
        ZonedDateTime at =
                Instant.ofEpochSecond(Math.round(value.doubleValue())).atZone(zone);
        boolean isMidnight = at.toLocalTime().toSecondOfDay() == 0;
        return (step >= DAY || isMidnight ? DAYS : step < 60 ? SECONDS : MINUTES).format(at);
    }

    @Override
    protected Object getRange() {
        return new Span(getLowerBound(), getUpperBound());
    }

    @Override
    protected void setRange(Object range, boolean animate) {
        if (range instanceof Span span) {
            show(span);
        }
    }
}
