package dev.planetfall.ui;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
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

    private final Map<String, Standstill> longest = new LinkedHashMap<>();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private String moment = "start";
    private boolean measuring = true;
    private long last;
    private long worked;

    @Override
    public void handle(long now) {
        long work = threads.getCurrentThreadCpuTime();
        if (measuring && last != 0) {
            longest.merge(moment, new Standstill(now - last, work - worked), Standstill::longer);
        }
        last = measuring ? now : 0;
        worked = work;
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
                longest.values().stream().mapToLong(Standstill::nanos).max().orElse(0));
    }

    /** What a person would notice, such as {@code 08-verify: stood still for 140 ms, worked for 60 of them}; the longest of each moment. */
    List<String> noticed() {
        return longest.entrySet().stream()
                .filter(entry -> entry.getValue().nanos() > UNNOTICED.toNanos())
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .toList();
    }

    /**
     * @param working for how much of it the JavaFX thread had work and a processor; for the rest it waited, often for one that others
     *     of this computer were using
     */
    private record Standstill(long nanos, long working) {
        Standstill longer(Standstill other) {
            return other.nanos > nanos ? other : this;
        }

        @Override
        public String toString() {
            return "stood still for " + nanos / 1_000_000 + " ms, worked for " + working / 1_000_000 + " of them";
        }
    }
}
