package dev.planetfall.migration.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.HistoryStretch;
import dev.planetfall.migration.MigrationEvent.PhaseStarted;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.ReplicationEvent.HistoryMeasured;
import dev.planetfall.migration.Spread;
import dev.planetfall.migration.TableCounts;
import dev.planetfall.store.FileLibrary;
import dev.planetfall.testing.PhaseRun;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TwoPostgresExtension.class)
@Timeout(120)
class HistoryPostgresTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    @Test
    void measuresThePresentAtOnceAfterDaysAndShowsTheGap(TwoPostgres servers) {
        RecordingContext context = replicating(servers);
        String id = context.plan().id();
        Instant closed = Instant.now().minus(Duration.ofDays(3)).truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
        try (FileLibrary library = new FileLibrary(folder, Clock.systemUTC())) {
            library.journal(id).append(new PhaseStarted(closed, Phase.REPLICATE));
            library.journal(id).append(new HistoryMeasured(closed, measured(closed)));
        }
        try (FileLibrary library = new FileLibrary(folder, Clock.systemUTC())) {
            try (OpenMigration migration =
                    new OpenMigration(id, library.replay(id), library.journal(id), Clock.systemUTC())) {
                migration.decide(context.plan());
                long begun = System.nanoTime();
                migration.watch();
                while (migration.state().history().stretches().size() < 2) {
                    context.pause(Duration.ofMillis(20));
                }

                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
                assertThat(migration.state().replication().orElseThrow().lagTime())
                        .isPresent();
            }

            List<HistoryStretch> kept = library.replay(id).history().stretches();
            assertThat(kept.get(0)).isEqualTo(measured(closed));
            assertThat(kept.get(1).afterGap()).isTrue();
            assertThat(kept.get(1).tables()).isEqualTo(new TableCounts(0, 0, 0, 0, 1));
            assertThat(kept.get(1).walKept()).isPresent();
        }
        PhaseRun.replicate(context).takeBack();
    }

    private static RecordingContext replicating(TwoPostgres servers) {
        for (var database : List.of(servers.sourceDatabase(), servers.targetDatabase())) {
            database.useSession(session -> session.execute("CREATE TABLE item (id int PRIMARY KEY)"));
        }
        RecordingContext context = servers.context();
        PhaseRun.replicate(context).run();
        return context;
    }

    private static HistoryStretch measured(Instant at) {
        return new HistoryStretch(
                at,
                at,
                true,
                Optional.of(Spread.of(5)),
                Optional.of(Spread.of(20)),
                Optional.of(Spread.of(1_000)),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                new TableCounts(0, 0, 0, 0, 1));
    }
}
