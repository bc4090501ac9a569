package dev.planetfall.ui;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.animation.AnimationTimer;

/**
 * How long the window drew nothing, by what it showed. Called before each picture that is drawn, sixty times a second where nothing
 * holds it up. On the JavaFX thread.
 */
final class Standstills extends AnimationTimer {
    /** What a person takes for at once. */
    private static final Duration UNNOTICED = Duration.ofMillis(100);

    private final Map<String, Long> longest = new LinkedHashMap<>();
    private String moment = "start";
    private boolean measuring = true;
    private long last;

    @Override
    public void handle(long now) {
        if (measuring && last != 0) {
            longest.merge(moment, now - last, Math::max);
        }
        last = measuring ? now : 0;
    }

    /** What is measured from now on is told by this name. */
    void at(String newMoment) {
        moment = newMoment;
    }

    void setMeasuring(boolean newMeasuring) {
        measuring = newMeasuring;
        last = 0;
    }

    /** The longest time between two pictures that the window drew while it was measured. */
    Duration longest() {
        return Duration.ofNanos(
                longest.values().stream().mapToLong(Long::longValue).max().orElse(0));
    }

    /** What a person would notice, such as {@code 08-verify: stood still for 140 ms}; the longest of each moment. */
    List<String> noticed() {
        return longest.entrySet().stream()
                .filter(entry -> entry.getValue() > UNNOTICED.toNanos())
                .map(entry -> entry.getKey() + ": stood still for " + entry.getValue() / 1_000_000 + " ms")
                .toList();
    }
}
