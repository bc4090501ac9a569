package dev.planetfall.bench;

import java.time.Duration;
import javafx.animation.AnimationTimer;
import org.testfx.api.FxRobot;

/** Measures the time from pulse to pulse of the window. */
final class PulseGaps extends AnimationTimer {
    private long previous;
    private long longestNanos;
    private int count;

    /** While the work runs on the calling thread. */
    static PulseGaps during(FxRobot robot, Runnable work) {
        PulseGaps pulses = new PulseGaps();
        robot.interact(pulses::start);
        work.run();
        robot.interact(pulses::stop);
        return pulses;
    }

    @Override
    public void handle(long now) {
        if (previous != 0) {
            longestNanos = Math.max(longestNanos, now - previous);
        }
        previous = now;
        count++;
    }

    Duration longest() {
        return Duration.ofNanos(longestNanos);
    }

    @Override
    public String toString() {
        return longest().toMillis() + " ms in " + count + " pulses";
    }
}
