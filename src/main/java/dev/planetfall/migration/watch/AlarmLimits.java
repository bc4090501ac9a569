package dev.planetfall.migration.watch;

import java.time.Duration;

/**
 * How long things may last before there is an alarm.
 *
 * @param idle a transaction whose client does nothing
 * @param running a transaction that works
 * @param lasting what may pass by itself, such as a cut of the network
 * @param calm how long a cause must be away until its alarm is cleared
 * @param behind how far PlanetScale may be behind
 * @param standstill for how long nothing may arrive
 */
public record AlarmLimits(
        Duration idle, Duration running, Duration lasting, Duration calm, Duration behind, Duration standstill) {
    public static final AlarmLimits USUAL = new AlarmLimits(
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(1),
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10));

    /** Younger transactions are no danger. */
    public Duration youngest() {
        return idle.compareTo(running) < 0 ? idle : running;
    }
}
