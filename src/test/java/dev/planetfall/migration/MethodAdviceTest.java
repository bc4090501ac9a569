package dev.planetfall.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.MigrationEvent.DiskMeasured;
import dev.planetfall.migration.MigrationEvent.FindingReported;
import dev.planetfall.migration.MigrationEvent.PlanDecided;
import dev.planetfall.migration.MigrationEvent.WritesMeasured;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Password;
import dev.planetfall.postgres.SslMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MethodAdviceTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final long GB = 1L << 30;
    private static final ConnectionSettings SETTINGS =
            new ConnectionSettings("h", 5432, "d", "u", Password.of("x"), SslMode.REQUIRE, Optional.empty());

    @Test
    void saysNothingBeforeTheSourceWasMeasured() {
        assertThat(MethodAdvice.of(MigrationState.INITIAL)).isEmpty();
    }

    @Test
    void replicatesWhatItCan() {
        assertThat(MethodAdvice.of(measured(10 * GB, 100)))
                .contains(new MethodAdvice(
                        Method.LOGICAL_REPLICATION,
                        "With 10.0 GB and 5.86 GB of log written an hour, the rows are copied in about 6 min 50 s while the"
                                + " application goes on writing, and the switch takes seconds.",
                        List.of(
                                "A dump and restore is simpler, but writes would have to stop for the copy, about 6 min 50 s,"
                                        + " and until you cut over.")));
    }

    @Test
    void copiesMuchInManyStreamsWhereMuchIsWrittenMeanwhile() {
        assertThat(MethodAdvice.of(measured(200 * GB, 600)))
                .contains(new MethodAdvice(
                        Method.SNAPSHOT_COPY,
                        "With 200 GB and 35.2 GB of log written an hour, the copy should be short: many streams copy one"
                                + " snapshot, then replication takes over.",
                        List.of(
                                "Logical replication alone works as well; the source then keeps about 80.0 GB of log during"
                                        + " the copy.")));
    }

    @Test
    void dumpsWhatCannotReplicate() {
        MigrationState state = measured(10 * GB, 100)
                .after(new FindingReported(NOON, Finding.blocker("provider-limits", "Heroku has none.", "Dump it.")));

        assertThat(MethodAdvice.of(state))
                .contains(new MethodAdvice(
                        Method.DUMP_AND_RESTORE,
                        "Live replication is not possible: Heroku has none. Writes must stop from the start of the copy,"
                                + " which takes about 6 min 50 s, until you cut over.",
                        List.of("Dump it.")));
    }

    @Test
    void tellsWhatFollowsFromTheChoiceOfAPerson() {
        assertThat(advice(Method.DUMP_AND_RESTORE))
                .contains(new MethodAdvice(
                        Method.DUMP_AND_RESTORE,
                        "You chose it. Writes must stop from the start of the copy, which takes about 6 min 50 s, until you cut"
                                + " over.",
                        List.of()));
        assertThat(advice(Method.STALE_COPY))
                .contains(new MethodAdvice(
                        Method.STALE_COPY,
                        "You chose it. Writes go on; what is written after the copy began, about 6 min 50 s before it ends,"
                                + " stays behind.",
                        List.of()));
    }

    private static Optional<MethodAdvice> advice(Method method) {
        MigrationPlan plan = new PlanBuilder("m1")
                .source(SETTINGS)
                .target(SETTINGS)
                .method(method)
                .build()
                .orElseThrow();
        return MethodAdvice.of(MigrationState.INITIAL
                .after(new PlanDecided(NOON, plan))
                .after(new DiskMeasured(NOON, new DiskSize(6 * GB, 4 * GB, GB))));
    }

    private static MigrationState measured(long bytes, long logMegabytesAMinute) {
        return MigrationState.INITIAL
                .after(new DiskMeasured(NOON, new DiskSize(bytes, 0, bytes)))
                .after(new WritesMeasured(NOON, new WriteRate(Duration.ofMinutes(1), logMegabytesAMinute << 20, 0)));
    }
}
