package dev.planetfall.migration.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.migration.TableCopy;
import dev.planetfall.postgres.QualifiedName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StallClockTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final StallClock clock = new StallClock(Duration.ofMinutes(10));

    @Test
    void callsACopyStalledThatDoesNotMoveForTenMinutes() {
        assertThat(clock.look(copying(0, 5, 100))).isEmpty();
        assertThat(clock.look(copying(9, 5, 200)))
                .as("only the source's table grew")
                .isEmpty();
        assertThat(clock.look(copying(10, 5, 300))).contains(Duration.ofMinutes(10));
        assertThat(clock.look(copying(12, 5, 300))).contains(Duration.ofMinutes(12));
        assertThat(clock.look(copying(13, 6, 300))).isEmpty();
        assertThat(clock.look(copying(22, 6, 300))).isEmpty();
        assertThat(clock.look(copying(23, 6, 300))).contains(Duration.ofMinutes(10));
    }

    @Test
    void callsChangesStalledWhoseHeartbeatIsTheSameForTenMinutes() {
        assertThat(clock.look(live(0, 1, 8, true))).isEmpty();
        assertThat(clock.look(live(5, 301, 8, true))).isEmpty();
        assertThat(clock.look(live(10, 601, 8, true))).contains(Duration.ofMinutes(10));
        assertThat(clock.look(live(11, 600, 8, true)))
                .as("a newer heartbeat, far behind")
                .isEmpty();
    }

    @Test
    void isContentWithChangesThatArriveSlowly() {
        for (int minute = 0; minute < 60; minute++) {
            assertThat(clock.look(live(minute, 1_000 + minute * 30L, 8, true))).isEmpty();
        }
    }

    @Test
    void doesNotCallAPauseAStandstill() {
        for (int minute = 0; minute < 60; minute++) {
            assertThat(clock.look(live(minute, minute * 60L, 8, false))).isEmpty();
        }
    }

    private static ReplicationStatus copying(int minute, long copied, long total) {
        return status(
                minute,
                new TableCopy(QualifiedName.of("public", "item"), TableCopy.State.COPYING, copied, total, 0),
                Optional.empty(),
                8,
                true);
    }

    private static ReplicationStatus live(int minute, long lagSeconds, long lagBytes, boolean enabled) {
        return status(
                minute,
                new TableCopy(QualifiedName.of("public", "item"), TableCopy.State.READY, 5, 5, 0),
                Optional.of(Duration.ofSeconds(lagSeconds)),
                lagBytes,
                enabled);
    }

    private static ReplicationStatus status(
            int minute, TableCopy table, Optional<Duration> lag, long lagBytes, boolean enabled) {
        return new ReplicationStatus(
                NOON.plusSeconds(60L * minute),
                List.of(table),
                OptionalLong.of(lagBytes),
                lag,
                0,
                OptionalLong.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                0,
                0,
                enabled,
                Optional.empty(),
                Optional.empty());
    }
}
